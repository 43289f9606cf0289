import { useState, type FormEvent } from 'react';
import { LogOut } from 'lucide-react';
import { api } from '@shared/api/client';
import { currentLocale, LOCALE_NAMES, LOCALES, t, type Locale } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { changeLocale } from '@/data/locale';
import { preferences, setPreferences, type ThemeChoice } from '@/data/preferences';
import { checkSession, currentSession, sessionStore, signOut } from '@/data/session';
import { useStore } from '@/data/store';
import { Avatar } from '@/ui/Avatar/Avatar';
import { Button } from '@/ui/Button/Button';
import { Field, Select } from '@/ui/Field/Field';
import { EmailCard } from './EmailCard';
import { SignatureCard } from './SignatureCard';
import { Segmented } from '@/ui/Segmented/Segmented';
import { Switch } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { AvatarPicker } from './AvatarPicker';
import { PageHead } from './PageHead';
import styles from './settings.module.css';

/** Who I am and how the app behaves on this device. */
export function ProfilePage() {
  const session = useStore(sessionStore) ?? currentSession();
  const chosen = useStore(preferences);
  const [busy, setBusy] = useState(false);

  const save = async (change: { name?: string; locale?: string }) => {
    setBusy(true);
    try {
      await api.me.update(change);
      await checkSession();
      toast(t('settings.saved'));
    } catch (error) {
      toast(describeError(error), { tone: 'error' });
    }
    setBusy(false);
  };
  const onName = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    if (name && name !== session.user.name) void save({ name });
  };
  const onLocale = async (locale: Locale) => {
    await changeLocale(locale);
    await save({ locale });
  };
  return (
    <>
      <PageHead title={t('settings.profile')} text={t('settings.profileText')} />
      <section className={styles.card}>
        <div className={styles.item}>
          <Avatar name={session.user.name} url={session.user.avatar_url} size={64} />
          <span className={styles.words}>
            <strong>{session.user.name}</strong>
            <small>{session.user.email}</small>
            <small>{session.account.name}</small>
          </span>
          <AvatarPicker has={Boolean(session.user.avatar_url)} />
        </div>
        <form className={styles.form} onSubmit={onName}>
          <Field
            name="name"
            label={t('settings.name')}
            defaultValue={session.user.name}
            maxLength={100}
            required
            autoComplete="name"
          />
          <div className={styles.buttons}>
            <Button type="submit" variant="primary" busy={busy}>
              {t('action.save')}
            </Button>
          </div>
        </form>
      </section>
      <EmailCard />
      <SignatureCard />
      <section className={styles.card}>
        <h2>{t('settings.appearance')}</h2>
        <Select
          label={t('settings.language')}
          value={currentLocale()}
          onChange={(event) => void onLocale(event.target.value as Locale)}
        >
          {LOCALES.map((locale) => (
            <option key={locale} value={locale} lang={locale}>
              {LOCALE_NAMES[locale]}
            </option>
          ))}
        </Select>
        <span className={styles.caption} aria-hidden="true">
          {t('settings.theme')}
        </span>
        <Segmented<ThemeChoice>
          label={t('settings.theme')}
          value={chosen.theme}
          onChange={(theme) => setPreferences({ theme })}
          segments={[
            { value: 'light', label: t('theme.light') },
            { value: 'dark', label: t('theme.dark') },
            { value: 'system', label: t('theme.system') },
          ]}
        />
        <span className={styles.caption} aria-hidden="true">
          {t('settings.density')}
        </span>
        <Segmented
          label={t('settings.density')}
          value={chosen.density}
          onChange={(density) => setPreferences({ density })}
          segments={[
            { value: 'comfortable', label: t('settings.comfortable') },
            { value: 'compact', label: t('settings.compact') },
          ]}
        />
      </section>
      <section className={styles.card}>
        <h2>{t('settings.work')}</h2>
        <div className={styles.switches}>
          <Switch
            label={t('settings.enterSends')}
            hint={t('settings.enterSendsHint')}
            checked={chosen.enterSends}
            onChange={(enterSends) => setPreferences({ enterSends })}
          />
          <Switch
            label={t('settings.shortcuts')}
            hint={t('settings.shortcutsHint')}
            checked={chosen.shortcuts}
            onChange={(shortcuts) => setPreferences({ shortcuts })}
          />
          <Switch
            label={t('settings.sound')}
            hint={t('settings.soundHint')}
            checked={chosen.sound}
            onChange={(sound) => setPreferences({ sound })}
          />
          <Switch
            label={t('settings.openNext')}
            hint={t('settings.openNextHint')}
            checked={chosen.openNext}
            onChange={(openNext) => setPreferences({ openNext })}
          />
        </div>
      </section>
      <div className={styles.buttons}>
        <Button icon={<LogOut size={18} aria-hidden="true" />} onClick={() => void signOut()}>
          {t('action.signOut')}
        </Button>
      </div>
    </>
  );
}
