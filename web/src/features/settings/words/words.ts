import type { Service, ServiceText } from '@shared/api/service';

/** One text as somebody edits it: whether it is said, and their own words ('' is the standard). */
export interface Word {
  said: boolean;
  text: string;
}
export type Words = Record<ServiceText, Word>;

/** Where each text belongs. */
export const GROUPS: readonly { group: 'arrival' | 'line' | 'closed' | 'marketing'; names: readonly ServiceText[] }[] =
  [
    { group: 'arrival', names: ['greeting', 'handoff', 'protocol', 'away'] },
    { group: 'line', names: ['position', 'abandonment'] },
    { group: 'closed', names: ['out_of_hours'] },
    { group: 'marketing', names: ['marketing_stopped', 'marketing_resumed'] },
  ];

const NAMES = GROUPS.flatMap(({ names }) => names);

/** The texts of the company as they are edited. */
export function wordsOf(service: Service): Words {
  return Object.fromEntries(
    NAMES.map((name) => {
      const own = service.texts[name];
      return [name, { said: own !== '', text: own ?? '' }];
    }),
  ) as Words;
}

/** What is stored of them: null is the standard, '' is not said. */
export function textsOf(words: Words, defaults: Service['defaults']): Service['texts'] {
  return Object.fromEntries(
    NAMES.map((name) => {
      const { said, text } = words[name];
      const written = text.trim();
      return [name, said ? (written === '' || written === defaults[name] ? null : written) : ''];
    }),
  ) as Service['texts'];
}
