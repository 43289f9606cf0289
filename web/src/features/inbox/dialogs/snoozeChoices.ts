export interface SnoozeChoice {
  key: 'snooze.hour' | 'snooze.threeHours' | 'snooze.tomorrow' | 'snooze.monday';
  until: Date;
}

/** Usual moments to come back to a conversation, in local time. Working days begin at 9 h. */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  const morning = (days: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9, 0);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const choices: SnoozeChoice[] = [
    { key: 'snooze.hour', until: new Date(now.getTime() + 3_600_000) },
    { key: 'snooze.threeHours', until: new Date(now.getTime() + 3 * 3_600_000) },
    { key: 'snooze.tomorrow', until: morning(1) },
  ];
  // On a Sunday, tomorrow is Monday.
  if (toMonday > 1) choices.push({ key: 'snooze.monday', until: morning(toMonday) });
  return choices;
}

/** The value a datetime-local field understands. */
export function localInputValue(date: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}T${part(date.getHours())}:${part(date.getMinutes())}`;
}
