import { createStore } from './store';

/** True in the one tab that holds the socket and rings. */
export const leading = createStore(false);

interface Locks {
  request(name: string, options: { signal: AbortSignal }, run: () => Promise<void>): Promise<unknown>;
}

/**
 * Asks to be the leader among this user's tabs; resolves leadership through `leading`. The lock is freed by the browser
 * when the tab goes, however it goes.
 *
 * @returns a function that gives leadership up
 */
export function contendForLeadership(
  name: string,
  locks: Locks | undefined = navigator.locks as unknown as Locks | undefined,
): () => void {
  if (!locks) {
    leading.write(true);
    return () => leading.write(false);
  }
  const abort = new AbortController();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  locks
    .request(name, { signal: abort.signal }, async () => {
      leading.write(true);
      await held;
      leading.write(false);
    })
    .catch(() => undefined);
  return () => {
    abort.abort();
    release();
    leading.write(false);
  };
}
