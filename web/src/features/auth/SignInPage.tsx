import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Clock } from 'lucide-react';
import { signUps } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import type { Challenge } from '@shared/api/types';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { sessionEnded, signIn, startPath } from '@/data/session';
import { useStore } from '@/data/store';
import { PasswordField } from '@/features/common/PasswordField';
import { Banner } from '@/ui/Banner/Banner';
import { Button } from '@/ui/Button/Button';
import { Field } from '@/ui/Field/Field';
import { AuthFrame } from './AuthFrame';
import { SecondStep } from './SecondStep';
import styles from './auth.module.css';

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
  const { data: signUp } = useQuery({ queryKey: keys.signUps, queryFn: signUps.read });
  const [problem, setProblem] = useState<Problem>({});
  const [busy, setBusy] = useState(false);
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => email.current?.focus(), [challenge]);

  const goOn = () => router.history.push(next ?? startPath());
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
      const asked = await signIn(typedEmail, typedPassword);
      if (!asked) goOn();
      else {
        setBusy(false);
        setChallenge(asked);
      }
    } catch (error) {
      setProblem(explain(error));
      setBusy(false);
      password.current?.focus();
      password.current?.select();
    }
  };

  if (challenge)
    return (
      <SecondStep
        challenge={challenge.challenge}
        onDone={goOn}
        onBack={(reason) => {
          setChallenge(null);
          setProblem(reason ? { form: reason } : {});
        }}
      />
    );
  return (
    <AuthFrame title={t('signIn.title')} lead={t('signIn.lead')}>
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
        <Link to="/esqueci-minha-senha" className={styles.link}>
          {t('forgot.open')}
        </Link>
        {signUp?.open ? (
          <Link to="/cadastro" className={styles.link}>
            {t('signUp.open')}
          </Link>
        ) : null}
      </form>
    </AuthFrame>
  );
}
