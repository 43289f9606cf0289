import { createStore } from './store';

/** Whether somebody is at this device: touched lately, about to count as idle, or idle. */
export type Phase = 'active' | 'warned' | 'idle';

export const phase = createStore<Phase>('active');

/** When any tab of this browser was touched last: the tab that speaks to the server may be another one. */
const KEY = 'central.touchedAt';
/** So long before they count as idle somebody is asked whether they are there, but not before half of the time is over. */
const ASK_BEFORE = 60_000;
/** Moving the pointer tells hundreds of times a second: it is looked at, and told to the other tabs, less often. */
const LOOK_EVERY = 1000;
const SHARE_EVERY = 5000;
/** Timers may be early by a little. */
const MARGIN = 50;

// Not scroll, nor the focus of what is on the page: a thread scrolls by itself when a message comes in, and a screen that
// changes by itself takes the focus along.
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove'] as const;

/** Opening the page is a touch. */
let touchedAt = Date.now();
let sharedAt = 0;
/** In milliseconds; 0: nobody counts as idle. */
let limit = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let speak: () => void = () => undefined;
let pointer = '';

function lastTouch(): number {
  let shared = 0;
  try {
    shared = Number(localStorage.getItem(KEY)) || 0;
  } catch {
    // Blocked storage: every tab counts for itself.
  }
  // A clock that was set back: nobody is active until it is that late again.
  const now = Date.now();
  touchedAt = Math.min(touchedAt, now);
  return shared > now ? touchedAt : Math.max(touchedAt, shared);
}

/** Whole seconds since this device was touched in any tab. */
export const idleSeconds = (): number => Math.floor((Date.now() - lastTouch()) / 1000);

function look(): void {
  clearTimeout(timer);
  const idle = Date.now() - lastTouch();
  const asks = limit - Math.min(ASK_BEFORE, limit / 2);
  const next: Phase = limit === 0 || idle < asks ? 'active' : idle < limit ? 'warned' : 'idle';
  if (limit > 0 && next !== 'idle') timer = setTimeout(look, (next === 'active' ? asks : limit) - idle + MARGIN);
  const before = phase.read();
  phase.write(next);
  // The server decides; without this it would hear of it by the next heartbeat only.
  if (before !== next && (before === 'idle' || next === 'idle')) speak();
}

function touch(): void {
  const now = Date.now();
  // Also when the clock was set back.
  if (Math.abs(now - touchedAt) < LOOK_EVERY) return;
  touchedAt = now;
  if (Math.abs(now - sharedAt) >= SHARE_EVERY) {
    sharedAt = now;
    try {
      localStorage.setItem(KEY, String(now));
    } catch {
      // As above.
    }
  }
  look();
}

function onTouch(event: Event): void {
  if (event.type === 'pointermove') {
    // Browsers tell a move also when what is below a resting pointer moves.
    const { screenX, screenY } = event as PointerEvent;
    const place = `${screenX} ${screenY}`;
    const rests = place === pointer;
    pointer = place;
    if (rests) return;
  }
  touch();
}

function onVisible(): void {
  // Timers of a hidden page are late: what is shown must be right when it is seen.
  if (document.visibilityState === 'visible') touch();
  else look();
}

function onShared(event: StorageEvent): void {
  if (event.key === KEY) look();
}

/** Sets after how many seconds without a touch somebody counts as idle; 0: never. */
export function setIdleLimit(seconds: number): void {
  limit = seconds * 1000;
  look();
}

/** Tells the server now how long this device has been idle; does nothing in a tab that does not speak to it. */
export const tellServer = (): void => speak();

/** Says how the server is told; only the tab that holds the socket does. */
export function speakThrough(send: (() => void) | null): void {
  speak = send ?? (() => undefined);
}

/**
 * Begins to watch this tab.
 *
 * @returns a function that ends it
 */
export function watchActivity(): () => void {
  const options = { capture: true, passive: true };
  for (const type of TOUCHES) addEventListener(type, onTouch, options);
  // The window's own: it does not bubble.
  addEventListener('focus', touch);
  addEventListener('storage', onShared);
  document.addEventListener('visibilitychange', onVisible);
  touch();
  return () => {
    for (const type of TOUCHES) removeEventListener(type, onTouch, options);
    removeEventListener('focus', touch);
    removeEventListener('storage', onShared);
    document.removeEventListener('visibilitychange', onVisible);
    clearTimeout(timer);
  };
}
