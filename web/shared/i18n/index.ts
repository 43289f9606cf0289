import { setupI18n, type Messages } from '@lingui/core';
import type source from './pt-BR.icu.json';
import type access from './pt-BR.access.icu.json';
import type followUps from './pt-BR.followUps.icu.json';
import type later from './pt-BR.later.icu.json';
import type routing from './pt-BR.routing.icu.json';
import type operator from './pt-BR.operator.icu.json';
import type settings from './pt-BR.settings.icu.json';
import type singleSignOn from './pt-BR.singleSignOn.icu.json';
import type start from './pt-BR.start.icu.json';
import type supervision from './pt-BR.supervision.icu.json';
import type surveys from './pt-BR.surveys.icu.json';
import type tickets from './pt-BR.tickets.icu.json';
import type thread from './pt-BR.thread.icu.json';

export type MessageKey =
  | keyof typeof source
  | keyof typeof access
  | keyof typeof routing
  | keyof typeof followUps
  | keyof typeof later
  | keyof typeof operator
  | keyof typeof settings
  | keyof typeof singleSignOn
  | keyof typeof start
  | keyof typeof supervision
  | keyof typeof surveys
  | keyof typeof tickets
  | keyof typeof thread;
export type Locale = 'pt-BR' | 'en' | 'es';

/** Texts that only some screens need, apart from those of the first paint. */
export type Section =
  | 'access'
  | 'followUps'
  | 'later'
  | 'operator'
  | 'routing'
  | 'settings'
  | 'singleSignOn'
  | 'start'
  | 'supervision'
  | 'surveys'
  | 'tickets'
  | 'thread';

/** Languages with a complete catalogue; each is one lazy file, and one for each section. */
export const LOCALES: readonly Locale[] = ['pt-BR', 'en', 'es'];
export const LOCALE_NAMES: Record<Locale, string> = { 'pt-BR': 'Português (Brasil)', en: 'English', es: 'Español' };
const STORAGE_KEY = 'central.locale';

// The build compiles the catalogues, so what arrives here are parsed messages, not ICU text.
type Catalogue = () => Promise<{ default: unknown }>;
const CATALOGUES: Record<Locale, Catalogue> = {
  'pt-BR': () => import('./pt-BR.icu.json'),
  en: () => import('./en.icu.json'),
  es: () => import('./es.icu.json'),
};
const SECTIONS: Record<Section, Record<Locale, Catalogue>> = {
  followUps: {
    'pt-BR': () => import('./pt-BR.followUps.icu.json'),
    en: () => import('./en.followUps.icu.json'),
    es: () => import('./es.followUps.icu.json'),
  },
  later: {
    'pt-BR': () => import('./pt-BR.later.icu.json'),
    en: () => import('./en.later.icu.json'),
    es: () => import('./es.later.icu.json'),
  },
  access: {
    'pt-BR': () => import('./pt-BR.access.icu.json'),
    en: () => import('./en.access.icu.json'),
    es: () => import('./es.access.icu.json'),
  },
  routing: {
    'pt-BR': () => import('./pt-BR.routing.icu.json'),
    en: () => import('./en.routing.icu.json'),
    es: () => import('./es.routing.icu.json'),
  },
  settings: {
    'pt-BR': () => import('./pt-BR.settings.icu.json'),
    en: () => import('./en.settings.icu.json'),
    es: () => import('./es.settings.icu.json'),
  },
  singleSignOn: {
    'pt-BR': () => import('./pt-BR.singleSignOn.icu.json'),
    en: () => import('./en.singleSignOn.icu.json'),
    es: () => import('./es.singleSignOn.icu.json'),
  },
  operator: {
    'pt-BR': () => import('./pt-BR.operator.icu.json'),
    en: () => import('./en.operator.icu.json'),
    es: () => import('./es.operator.icu.json'),
  },
  start: {
    'pt-BR': () => import('./pt-BR.start.icu.json'),
    en: () => import('./en.start.icu.json'),
    es: () => import('./es.start.icu.json'),
  },
  supervision: {
    'pt-BR': () => import('./pt-BR.supervision.icu.json'),
    en: () => import('./en.supervision.icu.json'),
    es: () => import('./es.supervision.icu.json'),
  },
  surveys: {
    'pt-BR': () => import('./pt-BR.surveys.icu.json'),
    en: () => import('./en.surveys.icu.json'),
    es: () => import('./es.surveys.icu.json'),
  },
  tickets: {
    'pt-BR': () => import('./pt-BR.tickets.icu.json'),
    en: () => import('./en.tickets.icu.json'),
    es: () => import('./es.tickets.icu.json'),
  },
  thread: {
    'pt-BR': () => import('./pt-BR.thread.icu.json'),
    en: () => import('./en.thread.icu.json'),
    es: () => import('./es.thread.icu.json'),
  },
};

/** What the server says, which is Portuguese: sentence to sentence, `{}` for what it fills in. */
const SENTENCES: Record<Exclude<Locale, 'pt-BR'>, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import('./sentences.en.json'),
  es: () => import('./sentences.es.json'),
};

const i18n = setupI18n();
let translate: (sentence: string) => string = (sentence) => sentence;
/** Sections that a screen has asked for: a change of language brings them along. */
const opened = new Set<Section>();

export const isLocale = (value: unknown): value is Locale => LOCALES.includes(value as Locale);

/** The language of the mail whose link was opened, or last chosen on this device, else Portuguese; never the browser's. */
export function storedLocale(): Locale {
  const asked = new URLSearchParams(location.search).get('idioma');
  if (isLocale(asked)) return asked;
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return isLocale(stored) ? stored : 'pt-BR';
  } catch {
    return 'pt-BR';
  }
}

/** Loads a catalogue and makes it the current language of texts, formats and the page; `keep`: also of this device. */
export async function activateLocale(locale: Locale, keep = true): Promise<void> {
  const parts = await Promise.all([CATALOGUES[locale](), ...[...opened].map((section) => SECTIONS[section][locale]())]);
  for (const part of parts) i18n.load(locale, part.default as Messages);
  i18n.activate(locale);
  void learnSentences(locale);
  try {
    if (keep) localStorage.setItem(STORAGE_KEY, locale);
  } catch {
    // Storage can be blocked; the choice then lasts for this page.
  }
  if (typeof document !== 'undefined') document.documentElement.lang = locale;
}

/** Loads the texts of a section in the current language; to be awaited before its screen is drawn. */
export async function loadTexts(section: Section): Promise<void> {
  if (opened.has(section)) return;
  const locale = currentLocale();
  const part = await SECTIONS[section][locale]();
  opened.add(section);
  i18n.load(locale, part.default as Messages);
  // The language was changed meanwhile: that change did not know of this section yet.
  if (currentLocale() !== locale)
    i18n.load(currentLocale(), (await SECTIONS[section][currentLocale()]()).default as Messages);
}

/** Loads what the server's sentences mean; until then, and without a network, they stay as they are. */
async function learnSentences(locale: Locale): Promise<void> {
  let found: typeof translate = (sentence) => sentence;
  if (locale !== 'pt-BR') {
    try {
      const [{ translator }, table] = await Promise.all([import('./sentences'), SENTENCES[locale]()]);
      found = translator(table.default);
    } catch {
      return;
    }
  }
  if (currentLocale() === locale) translate = found;
}

/** A sentence of the server in the current language. */
export const translated = (sentence: string): string => translate(sentence);

export const currentLocale = (): Locale => (isLocale(i18n.locale) ? i18n.locale : 'pt-BR');

/** Text of a key in the current language; the key itself when no catalogue is loaded (unit tests of pure parts). */
export function t(key: MessageKey, values?: Record<string, string | number>): string {
  return i18n._(key, values);
}
