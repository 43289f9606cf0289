import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Building2, Clock, KeyRound } from 'lucide-react';
import { signUps } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import { singleSignOn } from '@shared/api/singleSignOn';
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
import { CompanyStep } from './CompanyStep';
import { companyCode, rememberCompany, rememberedCompany } from './company';
import { LanguageChoice } from './LanguageChoice';
import { ProviderDoors } from './ProviderDoors';
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
  if (error instanceof ApiError && error.code === 'no_access') return { form: t('signIn.noAccess') };
  if (error instanceof ApiError && error.status === 422) return { form: t('signIn.wrong'), ...error.fields };
  return { form: describeError(error) };
}

export function SignInPage() {
  const router = useRouter();
  const navigate = useNavigate();
  const { next, empresa } = useSearch({ from: '/entrar' });
  const company = empresa ?? rememberedCompany();
  const page = useQuery({
    queryKey: keys.signInPage(company ?? ''),
    queryFn: () => singleSignOn.page(company ?? ''),
    enabled: company !== undefined,
    retry: false,
  });
  const ended = useStore(sessionEnded);
  const { data: signUp } = useQuery({ queryKey: keys.signUps, queryFn: signUps.read });
  const [problem, setProblem] = useState<Problem>({});
  const [busy, setBusy] = useState(false);
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [byPassword, setByPassword] = useState(false);
  const [required, setRequired] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  const doors = company && page.data ? page.data : null;
  const onlyDoors = doors !== null && !doors.password && !byPassword;
  const asksPassword = company === undefined || page.isError || byPassword;
  // With doors in sight a phone's keyboard would cover them.
  useEffect(() => {
    if (asksPassword) email.current?.focus();
  }, [challenge, asksPassword]);

  const openPage = (code: string | undefined) => {
    rememberCompany(code);
    setChoosing(false);
    setByPassword(false);
    setProblem({});
    void navigate({ to: '/entrar', search: { ...(next ? { next } : {}), ...(code ? { empresa: code } : {}) } });
  };
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
      setBusy(false);
      const code =
        error instanceof ApiError && error.code === 'single_sign_on_required'
          ? companyCode(error.details['company'])
          : undefined;
      if (code) {
        setRequired(true);
        openPage(code);
        return;
      }
      setProblem(explain(error));
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
  const passwordForm = (
    <>
      {doors ? <p className={styles.or}>{t('signOn.or')}</p> : null}
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
        {doors ? null : (
          <Button
            variant="quiet"
            wide
            icon={<Building2 size={18} aria-hidden="true" />}
            onClick={() => setChoosing(true)}
          >
            {t('signOn.open')}
          </Button>
        )}
      </form>
    </>
  );
  if (choosing) return <CompanyStep onFound={openPage} onBack={() => setChoosing(false)} />;
  const lead = doors ? t(doors.password ? 'signOn.lead' : 'signOn.onlyLead', { company: doors.company }) : '';
  return (
    <AuthFrame title={t('signIn.title')} lead={lead || t('signIn.lead')}>
      {required && onlyDoors ? (
        <Banner tone="warn" icon={<KeyRound size={18} aria-hidden="true" />}>
          {t('signOn.required')}
        </Banner>
      ) : null}
      {ended && !problem.form ? (
        <Banner tone="warn" icon={<Clock size={18} aria-hidden="true" />}>
          {t('signIn.ended')}
        </Banner>
      ) : null}
      {company && doors ? (
        <ProviderDoors company={company} page={doors} next={next} onForget={() => openPage(undefined)} />
      ) : null}
      {onlyDoors ? (
        <Button variant="quiet" wide onClick={() => setByPassword(true)}>
          {t('signOn.usePassword')}
        </Button>
      ) : (
        passwordForm
      )}
      <LanguageChoice />
    </AuthFrame>
  );
}
