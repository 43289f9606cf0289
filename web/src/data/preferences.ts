import { createStore } from './store';

export type ThemeChoice = 'light' | 'dark' | 'system';

export interface Preferences {
  theme: ThemeChoice;
  /** Enter sends and Shift+Enter breaks the line; otherwise Ctrl+Enter sends. */
  enterSends: boolean;
  shortcuts: boolean;
  sound: boolean;
  openNext: boolean;
  density: 'comfortable' | 'compact';
}

const KEY = 'central.preferences';
const THEME_KEY = 'central.theme';
const DEFAULTS: Preferences = {
  theme: 'system',
  enterSends: true,
  shortcuts: true,
  sound: true,
  openNext: false,
  density: 'comfortable',
};

function read(): Preferences {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
    return { ...DEFAULTS, ...stored };
  } catch {
    return DEFAULTS;
  }
}

/** Choices of this device. */
export const preferences = createStore<Preferences>(read());

/** Changes choices and remembers them; a theme is applied at once. */
export function setPreferences(change: Partial<Preferences>): void {
  preferences.write((current) => ({ ...current, ...change }));
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences.read()));
    // Kept apart as well: the script in the page head reads it before the first paint.
    localStorage.setItem(THEME_KEY, preferences.read().theme);
  } catch {
    // Blocked storage: the choice lasts for this page.
  }
  applyTheme();
}

const systemDark = (): boolean =>
  typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches;

export function applyTheme(): void {
  const { theme } = preferences.read();
  const dark = theme === 'dark' || (theme === 'system' && systemDark());
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', dark ? '#161f23' : '#ffffff');
}

/** Follows the system while the choice is "system". */
export function watchSystemTheme(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme);
}
