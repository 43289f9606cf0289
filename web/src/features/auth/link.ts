/** Where the secret of a link waits while somebody signs in first; of this window only. */
const KEPT = 'central.link';

/**
 * The secret of a link in a mail, from behind its `#`, which no server and no log ever sees.
 *
 * @param hash with or without the `#`
 * @returns '' when the link is not whole
 */
export const linkToken = (hash: string): string => new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? '';

const attempt = <Result>(work: () => Result): Result | undefined => {
  try {
    return work();
  } catch {
    // Blocked storage: the link has to be opened again.
    return undefined;
  }
};

export const keepToken = (token: string): void => void attempt(() => sessionStorage.setItem(KEPT, token));
export const keptToken = (): string => attempt(() => sessionStorage.getItem(KEPT)) ?? '';
export const forgetToken = (): void => void attempt(() => sessionStorage.removeItem(KEPT));
