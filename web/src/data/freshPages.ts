import { flushDrafts } from './drafts';

const RELOADED_AT = 'central.reloadedAt';
const ONCE_IN = 60_000;

/**
 * Loads the page anew when a part of it is no longer there: a newer version was published while it stood open. Drafts are
 * kept; at most once a minute, so that a server without that part never makes the page spin.
 *
 * @param reload replaced in tests
 */
export function keepPagesFresh(reload: () => void = () => location.reload()): void {
  addEventListener('vite:preloadError', () => {
    if (!navigator.onLine || recently()) return;
    void flushDrafts().finally(reload);
  });
}

function recently(): boolean {
  try {
    const last = Number(sessionStorage.getItem(RELOADED_AT) ?? 0);
    if (Date.now() - last < ONCE_IN) return true;
    sessionStorage.setItem(RELOADED_AT, String(Date.now()));
    return false;
  } catch {
    // Without storage nobody would know that it was just tried.
    return true;
  }
}
