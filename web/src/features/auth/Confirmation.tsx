import { useEffect, useRef, useState } from 'react';
import { CircleCheck } from 'lucide-react';
import { ApiError } from '@shared/api/client';
import { stepUp } from '@shared/api/stepUp';
import { t, type MessageKey } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { CONFIRMING, handOver, keepConfirming, takeConfirming } from '@/features/common/confirming';
import { Button } from '@/ui/Button/Button';
import { Spinner } from '@/ui/Spinner/Spinner';
import { AuthFrame } from './AuthFrame';
import { leaveFor } from './company';
import styles from './auth.module.css';

/** Reasons with words of our own; the others are those of signing in. */
const REASONS = {
  not_fresh: 'confirming.not_fresh',
  other_person: 'confirming.other_person',
  no_provider: 'confirming.no_provider',
  journey_ended: 'arrival.journey_ended',
  token_refused: 'arrival.token_refused',
} as const satisfies Record<string, MessageKey>;

function explain(error: unknown): string {
  const reason = error instanceof ApiError ? REASONS[error.code as keyof typeof REASONS] : undefined;
  return reason ? t(reason) : describeError(error);
}

/** Which form this window confirms something for, if any; `began`: it was already at the provider. */
export function readConfirming(): { id: string; began: boolean } | null {
  const asked = new URLSearchParams(location.search).get(CONFIRMING);
  if (asked && /^[0-9a-f-]{36}$/.test(asked)) return { id: asked, began: false };
  const kept = takeConfirming();
  return kept ? { id: kept, began: true } : null;
}

async function depart(id: string): Promise<void> {
  const { redirect_url } = await stepUp.depart();
  keepConfirming(id);
  leaveFor(redirect_url);
}

/** Reads what the provider sent along, which leaves the address at once, and hands the proof over. */
async function arrive(id: string): Promise<void> {
  const brought = new URLSearchParams(location.search);
  history.replaceState(history.state, '', location.pathname);
  const [state, code, iss] = ['state', 'code', 'iss'].map((name) => brought.get(name));
  if (!state || !code)
    throw new Error(t(brought.get('error') === 'access_denied' ? 'confirming.canceled' : 'arrival.providerError'));
  handOver(id, (await stepUp.arrive({ state, code, ...(iss ? { iss } : {}) })).proof);
}

/** A window of its own: to one's provider and back, to confirm that it is still oneself who asks. */
export function Confirmation({ id, began }: { id: string; began: boolean }) {
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState('');
  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    const fail = (error: unknown) =>
      setProblem(error instanceof ApiError || !(error instanceof Error) ? explain(error) : error.message);
    if (began)
      void arrive(id).then(() => {
        setDone(true);
        window.close();
      }, fail);
    else void depart(id).catch(fail);
  }, [id, began]);

  if (!done && !problem)
    return (
      <AuthFrame title={t('confirming.title')} lead={t(began ? 'confirming.lead' : 'confirming.away')}>
        <div className={styles.waiting} role="status" aria-label={t('confirming.title')}>
          <Spinner size={32} />
        </div>
      </AuthFrame>
    );
  return (
    <AuthFrame
      title={t(done ? 'confirming.done' : 'confirming.failedTitle')}
      lead={done ? t('confirming.doneLead') : ''}
    >
      <div className={styles.fields}>
        {done ? (
          <div className={styles.waiting} role="status" aria-label={t('confirming.done')}>
            <CircleCheck size={32} aria-hidden="true" />
          </div>
        ) : (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        {done ? null : (
          <a href={`/entrar/retorno?${CONFIRMING}=${id}`} className={styles.action}>
            {t('arrival.again')}
          </a>
        )}
        <Button variant="quiet" wide onClick={() => window.close()}>
          {t('confirming.close')}
        </Button>
      </div>
    </AuthFrame>
  );
}
