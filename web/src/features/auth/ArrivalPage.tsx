import { useEffect, useRef, useState } from 'react';
import { Link, useRouter } from '@tanstack/react-router';
import { singleSignOn } from '@shared/api/singleSignOn';
import { ApiError } from '@shared/api/client';
import { t, type MessageKey } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { enter, startPath } from '@/data/session';
import { Spinner } from '@/ui/Spinner/Spinner';
import { AuthFrame } from './AuthFrame';
import { Confirmation, readConfirming } from './Confirmation';
import { rememberedCompany, takeNext } from './company';
import { SecondStep } from './SecondStep';
import styles from './auth.module.css';

/** Reasons with words of our own. */
const REASONS = [
  'journey_ended',
  'token_refused',
  'not_a_member',
  'inactive',
  'other_identity',
  'email_missing',
  'email_unverified',
  'email_domain',
  'confirm_by_mail',
] as const;

function explain(error: unknown): string {
  const reason = REASONS.find((one) => error instanceof ApiError && error.code === one);
  return reason ? t(`arrival.${reason}` satisfies MessageKey) : describeError(error);
}

/** Where providers send people back to, whether they sign in or confirm something in a window of its own. */
export function ArrivalPage() {
  const [confirming] = useState(() => readConfirming());
  return confirming ? <Confirmation id={confirming.id} began={confirming.began} /> : <Arrival />;
}

/** What was brought is used once, and leaves the address at once. */
function Arrival() {
  const router = useRouter();
  const [problem, setProblem] = useState('');
  const [challenge, setChallenge] = useState('');
  const began = useRef(false);
  useEffect(() => {
    if (began.current) return;
    began.current = true;
    const brought = new URLSearchParams(location.search);
    history.replaceState(history.state, '', location.pathname);
    const state = brought.get('state');
    const code = brought.get('code');
    const iss = brought.get('iss');
    if (!state || !code) {
      // What a provider writes about an error is for developers: never shown, anybody could have made the link.
      setProblem(t(brought.get('error') === 'access_denied' ? 'arrival.canceled' : 'arrival.providerError'));
      return;
    }
    void singleSignOn.arrive({ state, code, ...(iss ? { iss } : {}) }).then(
      async (answer) => {
        if ('second_factor' in answer) setChallenge(answer.second_factor.challenge);
        else {
          await enter(answer);
          router.history.push(takeNext() ?? startPath());
        }
      },
      (error: unknown) => setProblem(explain(error)),
    );
  }, [router]);

  if (challenge)
    return (
      <SecondStep
        challenge={challenge}
        onDone={() => router.history.push(takeNext() ?? startPath())}
        onBack={(reason) => {
          setChallenge('');
          setProblem(reason || t('arrival.journey_ended'));
        }}
      />
    );
  if (!problem)
    return (
      <AuthFrame title={t('arrival.title')} lead={t('arrival.lead')}>
        <div className={styles.waiting} role="status" aria-label={t('arrival.title')}>
          <Spinner size={32} />
        </div>
      </AuthFrame>
    );
  const company = rememberedCompany();
  return (
    <AuthFrame title={t('arrival.failedTitle')} lead="">
      <div className={styles.fields}>
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
        <Link to="/entrar" search={company ? { empresa: company } : {}} className={styles.action}>
          {t('arrival.again')}
        </Link>
      </div>
    </AuthFrame>
  );
}
