import { activateLocale, type Locale } from '@shared/i18n';
import { createStore } from './store';

/** Raised with each change of language; the app is redrawn by it. */
export const localeVersion = createStore(0);

export async function changeLocale(locale: Locale): Promise<void> {
  await activateLocale(locale);
  localeVersion.write((version) => version + 1);
}
