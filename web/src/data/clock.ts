import { createStore, useStore } from './store';

/** How often the shared clock ticks, in milliseconds. */
const TICK = 30_000;

const clock = createStore(Date.now());

/** One clock for every relative time on screen; it rests while the page is hidden. */
export function startClock(): void {
  const tick = () => {
    if (document.visibilityState === 'visible') clock.write(Date.now());
  };
  setInterval(tick, TICK);
  document.addEventListener('visibilitychange', tick);
}

/** Current time in milliseconds since the epoch, renewed every 30 s. */
export const useNow = (): number => useStore(clock);
