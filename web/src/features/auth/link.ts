/**
 * The secret of a link in a mail, from behind its `#`, which no server and no log ever sees.
 *
 * @param hash with or without the `#`
 * @returns '' when the link is not whole
 */
export const linkToken = (hash: string): string => new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? '';
