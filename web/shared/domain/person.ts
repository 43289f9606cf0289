/** Number of avatar tints in the tokens. */
const TINTS = 6;

/**
 * First and last initials of a name, at most two letters.
 *
 * @param name a person's name, or a phone number when the name is not known
 */
export function initials(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  const letters = words.filter((word) => /^\p{L}/u.test(word));
  if (letters.length === 0) return words.length > 0 ? '#' : '?';
  const first = letters[0] ?? '';
  const last = letters.length > 1 ? (letters[letters.length - 1] ?? '') : '';
  return ([...first][0] ?? '').concat([...last][0] ?? '').toLocaleUpperCase();
}

/** Stable tint index (0 to 5) of a name, so that a person keeps their colour everywhere. */
export function tint(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % TINTS;
}
