export type PriorityLevel = 'low' | 'medium' | 'high';

/** Level of a priority from 1 (lowest) to 10: Baixa 1–3, Média 4–7, Alta 8–10. */
export function priorityLevel(priority: number): PriorityLevel {
  if (priority >= 8) return 'high';
  return priority >= 4 ? 'medium' : 'low';
}

/** The number stored when somebody picks a level: the middle of its range. */
export const LEVEL_PRIORITY: Record<PriorityLevel, number> = { low: 2, medium: 5, high: 9 };
