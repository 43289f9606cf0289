import { beforeEach, expect, it, vi } from 'vitest';
import { eventually } from '@/test/eventually';
import { keepPagesFresh } from './freshPages';

beforeEach(() => {
  sessionStorage.clear();
});

it('loads the page anew when a part of it is gone, and not again at once', async () => {
  const reload = vi.fn();
  keepPagesFresh(reload);
  dispatchEvent(new Event('vite:preloadError'));
  await eventually(() => expect(reload).toHaveBeenCalledTimes(1));
  dispatchEvent(new Event('vite:preloadError'));
  await Promise.resolve();
  expect(reload).toHaveBeenCalledTimes(1);
});
