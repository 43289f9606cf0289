import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useRouter, useSearch } from '@tanstack/react-router';
import { Clock, MessagesSquare, ShieldCheck, Zap } from 'lucide-react';
import { ApiError } from '@shared/api/client';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { sessionEnded, signIn } from '@/data/session';
import { useStore } from '@/data/store';
import { Banner } from '@/ui/Banner/Banner';
import { Button } from '@/ui/Button/Button';
import { Field } from '@/ui/Field/Field';
import { PasswordField } from '@/features/common/PasswordField';
import styles from './SignInPage.module.css';

interface Problem {
  email?: string;
  password?: string;
  form?: string;
}

/** Checks what can be checked before asking the server. */
function validate(email: string, password: string): Problem {
  const problem: Problem = {};
  if (!/^\S+@\S+$/.test(email)) problem.email = t(email ? 'signIn.emailInvalid' : 'signIn.emailMissing');
  if (!password) problem.password = t('signIn.passwordMissing');
  return problem;
}

function explain(error: unknown): Problem {
  if (error instanceof ApiError && error.status === 401) return { form: t('signIn.wrong') };
  if (error instanceof ApiError && error.status === 429) return { form: t('signIn.tooMany') };
  if (error instanceof ApiError && error.status === 422) return { form: t('signIn.wrong'), ...error.fields };
  return { form: describeError(error) };
}

export function SignInPage() {
  const router = useRouter();
  const { next } = useSearch({ from: '/entrar' });
  const ended = useStore(sessionEnded);
  const [problem, setProblem] = useState<Problem>({});
  const [busy, setBusy] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => {
    document.title = `${t('signIn.title')} · Central`;
    email.current?.focus();
  }, []);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const typedEmail = String(data.get('email')).trim();
    const typedPassword = String(data.get('password'));
    const found = validate(typedEmail, typedPassword);
    setProblem(found);
    if (found.email || found.password) {
      (found.email ? email : password).current?.focus();
      return;
    }
    setBusy(true);
    try {
      await signIn(typedEmail, typedPassword);
      router.history.push(next ?? '/conversas');
    } catch (error) {
      setProblem(explain(error));
      setBusy(false);
      password.current?.focus();
      password.current?.select();
    }
  };

  const promises = [
    { icon: <MessagesSquare size={20} />, text: t('signIn.promise.one') },
    { icon: <Zap size={20} />, text: t('signIn.promise.two') },
    { icon: <ShieldCheck size={20} />, text: t('signIn.promise.three') },
  ];

  return (
    <main className={styles.page}>
      <section className={styles.side} aria-hidden="true">
        <div className={styles.brand}>
          <img src="/icon.svg" alt="" width={48} height={48} />
          <span>{t('app.name')}</span>
        </div>
        <p className={styles.slogan}>{t('signIn.slogan')}</p>
        <ul className={styles.promises}>
          {promises.map((promise) => (
            <li key={promise.text}>
              {promise.icon}
              {promise.text}
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.form}>
        <img className={styles.small} src="/icon.svg" alt="" width={52} height={52} />
        <h1>{t('signIn.title')}</h1>
        <p className={styles.lead}>{t('signIn.lead')}</p>
        {ended && !problem.form ? (
          <Banner tone="warn" icon={<Clock size={18} aria-hidden="true" />}>
            {t('signIn.ended')}
          </Banner>
        ) : null}
        <form noValidate className={styles.fields} onSubmit={(event) => void onSubmit(event)}>
          {problem.form ? (
            <p role="alert" className={styles.problem}>
              {problem.form}
            </p>
          ) : null}
          <Field
            ref={email}
            name="email"
            type="email"
            label={t('signIn.email')}
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            error={problem.email}
          />
          <PasswordField
            ref={password}
            name="password"
            label={t('signIn.password')}
            autoComplete="current-password"
            error={problem.password}
          />
          <Button type="submit" variant="primary" wide busy={busy}>
            {t('signIn.submit')}
          </Button>
        </form>
      </section>
    </main>
  );
}
