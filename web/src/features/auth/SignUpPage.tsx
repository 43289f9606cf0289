import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { signUps, type SignUp } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import { currentLocale, LOCALE_NAMES, LOCALES, t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { Field, Select } from '@/ui/Field/Field';
import { AuthFrame } from './AuthFrame';
import { LanguageChoice } from './LanguageChoice';
import styles from './auth.module.css';

/** Opens a company: what it is called, who asks, and where the link goes. The mail is what proves the address. */
export function SignUpPage() {
  const query = useQuery({ queryKey: keys.signUps, queryFn: signUps.read });
  const [sentTo, setSentTo] = useState('');
  const back = (
    <Link to="/entrar" className={styles.link}>
      {t('forgot.back')}
    </Link>
  );
  if (sentTo)
    return (
      <AuthFrame title={t('signUp.check')} lead={t('signUp.checkLead', { email: sentTo })}>
        <div className={styles.fields} role="status">
          <p>{t('signUp.checkText')}</p>
          {back}
        </div>
      </AuthFrame>
    );
  const closed = query.data && !query.data.open;
  return (
    <AuthFrame title={t('signUp.title')} lead={t(closed ? 'signUp.closed' : 'signUp.lead')}>
      <PageState query={query} failed={t('error.unexpected')}>
        {closed ? <div className={styles.fields}>{back}</div> : <SignUpForm onSent={setSentTo} back={back} />}
      </PageState>
      <LanguageChoice />
    </AuthFrame>
  );
}

/** What is written before the server is asked, by field. */
function problemsOf(company: string, name: string, email: string): Record<string, string> {
  const found: Record<string, string> = {};
  if (!company) found['company'] = t('signUp.companyMissing');
  if (!name) found['name'] = t('accept.nameMissing');
  if (!/^\S+@\S+\.\S+$/.test(email)) found['email'] = t(email ? 'signIn.emailInvalid' : 'signIn.emailMissing');
  return found;
}

function SignUpForm({ onSent, back }: { onSent: (email: string) => void; back: ReactNode }) {
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => first.current?.focus(), []);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const value = (field: string) => String(data.get(field)).trim();
    const body: SignUp = {
      company: value('company'),
      name: value('name'),
      email: value('email'),
      locale: value('locale') as SignUp['locale'],
    };
    const found = problemsOf(body.company, body.name, body.email);
    setProblems(found);
    setProblem('');
    const [wrong] = Object.keys(found);
    if (wrong) {
      form.current?.querySelector<HTMLInputElement>(`[name=${wrong}]`)?.focus();
      return;
    }
    setBusy(true);
    try {
      await signUps.ask(body);
      onSent(body.email);
      return;
    } catch (error) {
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else if (error instanceof ApiError && error.code === 'sign_up_closed') setProblem(t('signUp.closed'));
      else setProblem(describeError(error));
    }
    setBusy(false);
  };
  return (
    <form ref={form} noValidate className={styles.fields} onSubmit={(event) => void onSubmit(event)}>
      {problem ? (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      ) : null}
      <Field
        ref={first}
        name="company"
        label={t('signUp.company')}
        hint={t('signUp.companyHint')}
        autoComplete="organization"
        maxLength={120}
        error={problems['company']}
      />
      <Field name="name" label={t('accept.name')} autoComplete="name" maxLength={120} error={problems['name']} />
      <Field
        name="email"
        type="email"
        label={t('signUp.email')}
        autoComplete="email"
        inputMode="email"
        autoCapitalize="none"
        maxLength={254}
        error={problems['email']}
      />
      <Select name="locale" label={t('signUp.locale')} defaultValue={currentLocale()} error={problems['locale']}>
        {LOCALES.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {LOCALE_NAMES[locale]}
          </option>
        ))}
      </Select>
      <Button type="submit" variant="primary" wide busy={busy}>
        {t('signUp.submit')}
      </Button>
      {back}
    </form>
  );
}
