import { setupI18n, type Messages } from '@lingui/core';
import type source from './pt-BR.icu.json';

export type MessageKey = keyof typeof source;
export type Locale = 'pt-BR' | 'en' | 'es';

/** Languages with a complete catalogue; each is one lazy file. */
export const LOCALES: readonly Locale[] = ['pt-BR', 'en', 'es'];
export const LOCALE_NAMES: Record<Locale, string> = { 'pt-BR': 'Português (Brasil)', en: 'English', es: 'Español' };
const STORAGE_KEY = 'central.locale';

// The build compiles the catalogues, so what arrives here are parsed messages, not ICU text.
const CATALOGUES: Record<Locale, () => Promise<{ default: unknown }>> = {
  'pt-BR': () => import('./pt-BR.icu.json'),
  en: () => import('./en.icu.json'),
  es: () => import('./es.icu.json'),
};

const i18n = setupI18n();

export const isLocale = (value: unknown): value is Locale => LOCALES.includes(value as Locale);

/** The language last chosen on this device, else Portuguese; never the browser's own. */
export function storedLocale(): Locale {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return isLocale(stored) ? stored : 'pt-BR';
  } catch {
    return 'pt-BR';
  }
}

/** Loads a catalogue and makes it the current language of texts, formats and the page. */
export async function activateLocale(locale: Locale): Promise<void> {
  const catalogue = await CATALOGUES[locale]();
  i18n.loadAndActivate({ locale, messages: catalogue.default as Messages });
  try {
    localStorage.setItem(STORAGE_KEY, locale);
  } catch {
    // Storage can be blocked; the choice then lasts for this page.
  }
  if (typeof document !== 'undefined') document.documentElement.lang = locale;
}

export const currentLocale = (): Locale => (isLocale(i18n.locale) ? i18n.locale : 'pt-BR');

/** Text of a key in the current language; the key itself when no catalogue is loaded (unit tests of pure parts). */
export function t(key: MessageKey, values?: Record<string, string | number>): string {
  return i18n._(key, values);
}
