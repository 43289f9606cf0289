/** Shortest password that the server takes, in characters. */
export const PASSWORD_LENGTH = 12;

export interface PasswordHints {
  long: boolean;
  varied: boolean;
  notOwn: boolean;
}

const ROWS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm', // pragma: allowlist secret
];

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase();

function repeats(text: string): boolean {
  for (let size = 1; size <= 6 && size < text.length; size += 1)
    if (
      text ===
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .slice(0, text.length)
    )
      return true;
  return false;
}

/**
 * What a new password already fulfils, shown while it is being typed. The server decides, and knows common passwords too.
 *
 * @param own name and e-mail of the person, as far as the screen knows them
 */
export function passwordHints(password: string, own: readonly string[] = []): PasswordHints {
  const text = plain(password);
  const core = text.replace(/^[\d!@#$%&*?._\-+=]+|[\d!@#$%&*?._\-+=]+$/g, '');
  const mine = own.flatMap((one) => [plain(one), plain(one.split('@')[0] ?? '')]).filter(Boolean);
  return {
    long: [...password].length >= PASSWORD_LENGTH,
    varied: new Set(text).size >= 4 && !repeats(text) && !ROWS.some((row) => row.includes(text)),
    notOwn: text !== '' && !mine.some((one) => one === text || one === core),
  };
}
