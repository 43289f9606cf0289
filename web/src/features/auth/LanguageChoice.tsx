import { Languages } from 'lucide-react';
import { currentLocale, LOCALE_NAMES, LOCALES, t, type Locale } from '@shared/i18n';
import { changeLocale } from '@/data/locale';
import styles from './auth.module.css';

/** For who is not signed in: whoever is has a language of their own. Draws the page anew, so only where it begins. */
export function LanguageChoice() {
  return (
    <label className={styles.language}>
      <Languages size={18} aria-hidden="true" />
      <span className="visually-hidden">{t('signIn.language')}</span>
      <select value={currentLocale()} onChange={(event) => void changeLocale(event.target.value as Locale)}>
        {LOCALES.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {LOCALE_NAMES[locale]}
          </option>
        ))}
      </select>
    </label>
  );
}
