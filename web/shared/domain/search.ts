/** Lower case without accents, for comparing what people type. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase();
}

/** True when every word typed occurs in the text, accents and case ignored. */
export function matches(text: string, typed: string): boolean {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const folded = fold(text);
  return words.every((word) => folded.includes(word));
}
