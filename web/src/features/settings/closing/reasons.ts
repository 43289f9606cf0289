/** A reason as it is edited; a new one has no id yet. */
export interface Reason {
  id?: string;
  name: string;
  active: boolean;
}

export const addReason = (reasons: readonly Reason[]): Reason[] => [...reasons, { name: '', active: true }];

export const changeReason = (reasons: readonly Reason[], index: number, change: Partial<Reason>): Reason[] =>
  reasons.map((reason, at) => (at === index ? { ...reason, ...change } : reason));

export const removeReason = (reasons: readonly Reason[], index: number): Reason[] =>
  reasons.filter((_, at) => at !== index);

/** One place up (-1) or down (1); at the end of the list nothing moves. */
export function moveReason(reasons: readonly Reason[], index: number, by: -1 | 1): Reason[] {
  const next = [...reasons];
  const [one, other] = [next[index], next[index + by]];
  if (one && other) [next[index], next[index + by]] = [other, one];
  return next;
}
