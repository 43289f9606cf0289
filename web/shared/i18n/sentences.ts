/**
 * How sentences of the server are said in another language.
 *
 * @param table from sentence to sentence; `{}` stands for what the server fills in, in the same order on both sides
 * @returns the other language's sentence, or the same when nobody wrote one
 */
export function translator(table: Record<string, string>): (sentence: string) => string {
  const patterns = Object.entries(table)
    .filter(([sentence]) => sentence.includes('{}'))
    .map(([sentence, other]) => ({
      pattern: new RegExp(`^${sentence.split('{}').map(literal).join('(.+)')}$`),
      other,
    }));
  return (sentence) => {
    const known = table[sentence];
    if (known !== undefined) return known;
    for (const { pattern, other } of patterns) {
      const filled = pattern.exec(sentence)?.slice(1);
      if (filled) return other.replaceAll('{}', () => filled.shift() ?? '');
    }
    return sentence;
  };
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
