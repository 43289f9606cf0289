import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { links } from '@shared/api/administration';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { Button } from '@/ui/Button/Button';
import { Field } from '@/ui/Field/Field';
import { AuthFrame } from './AuthFrame';
import { LanguageChoice } from './LanguageChoice';
import styles from './auth.module.css';

/** Asks for a link to a new password. The answer never says whether somebody has the address. */
export function ForgotPage() {
  const [problem, setProblem] = useState('');
  const [sentTo, setSentTo] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const email = String(new FormData(event.currentTarget).get('email')).trim();
    const found = !email ? 'signIn.emailMissing' : /^\S+@\S+$/.test(email) ? null : 'signIn.emailInvalid';
    setProblem(found ? t(found) : '');
    if (found) {
      field.current?.focus();
      return;
    }
    setBusy(true);
    try {
      await links.askReset(email);
      setSentTo(email);
    } catch (error) {
      setProblem(describeError(error));
    }
    setBusy(false);
  };
  const back = (
    <Link to="/entrar" className={styles.link}>
      {t('forgot.back')}
    </Link>
  );
  if (sentTo)
    return (
      <AuthFrame title={t('forgot.sentTitle')} lead={t('forgot.sentLead', { email: sentTo })}>
        <div className={styles.fields} role="status">
          <p>{t('forgot.sentText')}</p>
          {back}
        </div>
      </AuthFrame>
    );
  return (
    <AuthFrame title={t('forgot.title')} lead={t('forgot.lead')}>
      <form noValidate className={styles.fields} onSubmit={(event) => void onSubmit(event)}>
        <Field
          ref={field}
          name="email"
          type="email"
          label={t('signIn.email')}
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          error={problem || undefined}
        />
        <Button type="submit" variant="primary" wide busy={busy}>
          {t('forgot.submit')}
        </Button>
        {back}
      </form>
      <LanguageChoice />
    </AuthFrame>
  );
}
