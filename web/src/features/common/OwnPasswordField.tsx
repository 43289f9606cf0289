import { useEffect, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, KeyRound } from 'lucide-react';
import { ApiError } from '@shared/api/client';
import { stepUp, type StepUpProvider } from '@shared/api/stepUp';
import { t, type MessageKey } from '@shared/i18n';
import { Button } from '@/ui/Button/Button';
import { Field } from '@/ui/Field/Field';
import { Skeleton } from '@/ui/Skeleton/Skeleton';
import { openConfirmation } from './confirming';
import { PasswordField } from './PasswordField';
import styles from './common.module.css';

export interface OwnPasswordFieldProps {
  error: string | undefined;
  /**
   * Where it holds: a provider of the company's own does not decide what holds in every company somebody works for;
   * and nothing stands for a password that is to be all they have.
   */
  reach?: 'company' | 'everywhere' | 'password' | undefined;
}

/**
 * One's own password, in a form that changes something dangerous; named `password`. Who has none finds what stands for
 * it: a code of their second factor, or signing in at their provider once more.
 */
export function OwnPasswordField({ error, reach = 'company' }: OwnPasswordFieldProps) {
  const only = reach === 'password';
  const { data: ways, isPending } = useQuery({
    queryKey: ['stepUp'],
    queryFn: stepUp.ways,
    staleTime: 0,
    enabled: !only,
  });
  if (isPending && !only) return <Skeleton height={72} />;
  const provider = ways?.provider && (reach === 'company' || ways.provider.everywhere) ? ways.provider : null;
  // Whatever could not be found out: most people have a password, and the server says what is missing.
  const typed = !ways || ways.password ? 'password' : ways.code ? 'code' : null;
  // Forms that find nothing say so of a password.
  const said = typed !== 'password' && error === t('stepUp.missing') ? t('stepUp.first') : error;
  if (provider) return <ByProvider provider={provider} typed={typed} error={said} />;
  return typed ? <Typed kind={typed} error={said} /> : <NoWay />;
}

function Typed({ kind, error }: { kind: 'password' | 'code'; error: string | undefined }) {
  if (kind === 'password')
    return (
      <PasswordField
        name="password"
        label={t('stepUp.password')}
        hint={t('stepUp.hint')}
        autoComplete="current-password"
        error={error}
      />
    );
  return (
    <Field
      name="password"
      label={t('stepUp.code')}
      hint={t('stepUp.codeHint')}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      error={error || undefined}
    />
  );
}

interface ByProviderProps {
  provider: StepUpProvider;
  /** What may be typed in its place, if anything. */
  typed: 'password' | 'code' | null;
  error: string | undefined;
}

function ByProvider({ provider: { name }, typed, error }: ByProviderProps) {
  const [proof, setProof] = useState('');
  const [seen, setSeen] = useState(error);
  if (error !== seen) {
    // What was refused was used up with it.
    setSeen(error);
    if (error) setProof('');
  }
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const confirm = () => {
    stop.current?.();
    stop.current = openConfirmation(setProof);
  };
  if (proof)
    return (
      <p className={styles.confirmed} role="status">
        <CircleCheck size={20} aria-hidden="true" />
        {t('stepUp.confirmed', { name })}
        <input type="hidden" name="password" value={proof} />
      </p>
    );
  return (
    <div className={styles.ways}>
      {typed ? <Typed kind={typed} error={error} /> : <p>{t('stepUp.providerHint', { name })}</p>}
      {!typed && error ? (
        <p role="alert" className={styles.wrong}>
          <CircleAlert size={15} aria-hidden="true" />
          {error}
        </p>
      ) : null}
      <Button wide variant={typed ? 'quiet' : 'secondary'} icon={<KeyRound size={18} />} onClick={confirm}>
        {t('stepUp.provider', { name })}
      </Button>
    </div>
  );
}

function NoWay() {
  return (
    <p className={styles.words}>
      {t('stepUp.none')} <Link to="/esqueci-minha-senha">{t('stepUp.makeOne')}</Link>
    </p>
  );
}

const WRONG = {
  wrong_password: 'stepUp.wrong',
  wrong_code: 'stepUp.codeWrong',
  proof_refused: 'stepUp.proofRefused',
  no_password: 'stepUp.none',
};

/** What is wrong with the fields of such a form, in the app's own words where it is the password. */
export function fieldProblems(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  const wrong = WRONG[error.code as keyof typeof WRONG];
  return wrong ? { password: t(wrong as MessageKey) } : error.fields;
}
