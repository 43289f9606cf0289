import type { Service, ServiceText } from '@shared/api/service';

/** One text as somebody edits it: whether it is said, and their own words ('' is the standard). */
export interface Word {
  said: boolean;
  text: string;
}
export type Words = Record<ServiceText, Word>;

/** Where each text belongs. */
export const GROUPS: readonly {
  group: 'arrival' | 'line' | 'closed' | 'served' | 'marketing';
  names: readonly ServiceText[];
}[] = [
  { group: 'arrival', names: ['greeting', 'handoff', 'protocol', 'away'] },
  { group: 'line', names: ['position', 'abandonment'] },
  { group: 'closed', names: ['out_of_hours'] },
  { group: 'served', names: ['closing'] },
  { group: 'marketing', names: ['marketing_stopped', 'marketing_resumed'] },
];

const NAMES = GROUPS.flatMap(({ names }) => names);

/** The texts of the company as they are edited. */
export function wordsOf(service: Service): Words {
  return Object.fromEntries(
    NAMES.map((name) => {
      const own = service.texts[name];
      // Only the last word has a switch of its own: nobody says it who did not choose to.
      return [name, { said: own !== '' && (name !== 'closing' || service.say_closing), text: own ?? '' }];
    }),
  ) as Words;
}

/** What is stored of them: null is the standard, '' is not said. The last word keeps its text while it is off. */
export function textsOf(words: Words, defaults: Service['defaults']): Service['texts'] {
  return Object.fromEntries(
    NAMES.map((name) => {
      const { said, text } = words[name];
      const written = text.trim();
      if (!said && name !== 'closing') return [name, ''];
      return [name, written === '' || written === defaults[name] ? null : written];
    }),
  ) as Service['texts'];
}
