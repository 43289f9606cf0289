import { loadTexts } from '@shared/i18n';

/** The thread's code: apart from the list's, so that the list paints sooner, and fetched as soon as the browser rests. */
export async function loadThread() {
  const [module] = await Promise.all([import('./thread/ThreadPage'), loadTexts('thread')]);
  return module;
}

/** Fetches the thread's code ahead of the first click. */
export function loadThreadWhenIdle(): void {
  const load = () => void loadThread().catch(() => undefined);
  // Safari has no idle callback.
  if ('requestIdleCallback' in window) requestIdleCallback(load, { timeout: 3000 });
  else setTimeout(load, 1000);
}
