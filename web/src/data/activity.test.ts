import { beforeEach, describe, expect, it, vi } from 'vitest';
import { idleSeconds, phase, setIdleLimit, speakThrough, tellServer, watchActivity } from './activity';

const KEY = 'central.touchedAt';
const MINUTE = 60_000;
const wait = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);
const touch = (type = 'pointerdown') => dispatchEvent(new Event(type));
const move = (x: number) => dispatchEvent(Object.assign(new Event('pointermove'), { screenX: x, screenY: 0 }));
const see = (state: DocumentVisibilityState) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};
/** What another tab of this browser wrote. */
const touchElsewhere = (at: number) => {
  localStorage.setItem(KEY, String(at));
  dispatchEvent(new StorageEvent('storage', { key: KEY }));
};
const told = vi.fn();

let day = Date.parse('2030-01-01T12:00:00Z');

beforeEach(() => {
  vi.useFakeTimers();
  // Later than whatever an earlier test did.
  day += 86_400_000;
  vi.setSystemTime(day);
  localStorage.clear();
  told.mockClear();
  const stop = watchActivity();
  setIdleLimit(300);
  speakThrough(told);
  return () => {
    stop();
    setIdleLimit(0);
    speakThrough(null);
    vi.restoreAllMocks();
    vi.useRealTimers();
  };
});

describe('somebody at this device', () => {
  it('is asked a minute before, then counts as idle, and the server is told of that moment', () => {
    wait(4 * MINUTE - 1000);
    expect([phase.read(), idleSeconds()]).toEqual(['active', 239]);
    wait(2000);
    expect(phase.read()).toBe('warned');
    wait(MINUTE - 2000);
    expect([phase.read(), told.mock.calls.length]).toEqual(['warned', 0]);
    wait(2000);
    expect([phase.read(), told.mock.calls.length]).toEqual(['idle', 1]);
    expect(idleSeconds()).toBeGreaterThanOrEqual(300);
    touch();
    expect([phase.read(), idleSeconds(), told.mock.calls.length]).toEqual(['active', 0, 2]);
  });

  it('is asked after half of a short limit', () => {
    setIdleLimit(60);
    wait(29_000);
    expect(phase.read()).toBe('active');
    wait(2000);
    expect(phase.read()).toBe('warned');
  });

  it.each(['pointerdown', 'keydown', 'wheel', 'touchmove', 'focus'])('is active again by %s', (type) => {
    wait(4 * MINUTE + 1000);
    touch(type);
    expect([phase.read(), idleSeconds(), told.mock.calls.length]).toEqual(['active', 0, 0]);
  });

  it('moves the pointer, unless only the page moved below it', () => {
    move(1);
    wait(10_000);
    move(1);
    expect(idleSeconds()).toBe(10);
    move(2);
    expect(idleSeconds()).toBe(0);
  });

  it('is not there because a thread scrolls or a screen takes the focus by itself', () => {
    wait(10_000);
    touch('scroll');
    const button = document.body.appendChild(document.createElement('button'));
    button.focus();
    expect([document.activeElement, idleSeconds()]).toEqual([button, 10]);
  });

  it('is back by looking at the page, not by leaving it', () => {
    wait(10_000);
    see('hidden');
    expect(idleSeconds()).toBe(10);
    wait(6 * MINUTE);
    see('visible');
    expect([phase.read(), idleSeconds()]).toEqual(['active', 0]);
  });

  it('counts on when the clock was set back', () => {
    wait(10_000);
    touch();
    vi.setSystemTime(day - 3_600_000);
    touch();
    expect(Number(localStorage.getItem(KEY))).toBe(Date.now());
    vi.setSystemTime(day - 7_200_000);
    expect(idleSeconds()).toBe(0);
    wait(10_000);
    expect(idleSeconds()).toBe(10);
  });

  it('never counts as idle where there is no limit', () => {
    setIdleLimit(0);
    wait(60 * MINUTE);
    expect([phase.read(), idleSeconds(), told.mock.calls.length]).toEqual(['active', 3600, 0]);
  });
});

describe('tabs of one browser', () => {
  it('know of each other', () => {
    wait(6 * MINUTE);
    expect(phase.read()).toBe('idle');
    touchElsewhere(Date.now());
    expect([phase.read(), idleSeconds(), told.mock.calls.length]).toEqual(['active', 0, 2]);
    wait(4 * MINUTE + 1000);
    // Written without news: a sleeping tab may have missed it.
    localStorage.setItem(KEY, String(Date.now() - 1000));
    wait(MINUTE);
    expect(phase.read()).toBe('active');
  });

  it('are told of a touch, but not of every one', () => {
    const written = () => Number(localStorage.getItem(KEY));
    const first = written();
    wait(2000);
    touch();
    expect(written()).toBe(first);
    wait(4 * MINUTE + 1000);
    touch();
    expect(written()).toBe(Date.now());
  });

  it('believe no time to come, and nothing that is no time', () => {
    wait(MINUTE);
    touchElsewhere(Date.now() + 3_600_000);
    expect(idleSeconds()).toBe(60);
    touchElsewhere(Number.NaN);
    expect(idleSeconds()).toBe(60);
  });

  it('count each for itself where nothing can be stored', () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new Error('blocked');
    });
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('blocked');
    });
    wait(10_000);
    expect(idleSeconds()).toBe(10);
    touch();
    expect(idleSeconds()).toBe(0);
  });
});

it('tells nobody from a tab that holds no socket', () => {
  speakThrough(null);
  wait(6 * MINUTE);
  tellServer();
  expect(told).not.toHaveBeenCalled();
});
