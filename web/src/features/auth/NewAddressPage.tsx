import { useEffect, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { ownAddress } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { checkSession, sessionStore } from '@/data/session';
import { useStore } from '@/data/store';
import { Button } from '@/ui/Button/Button';
import { Spinner } from '@/ui/Spinner/Spinner';
import { AuthFrame } from './AuthFrame';
import { LanguageChoice } from './LanguageChoice';
import { forgetToken, keptToken, keepToken, linkToken } from './link';
import styles from './auth.module.css';

const HERE = '/confirmar-email';

/** A new address, with the link of the mail: by whoever asked for it, who may have to sign in first. */
export function NewAddressPage() {
  const hash = useLocation({ select: (location) => location.hash });
  // Signing in leads away and back; the token is kept meanwhile, and never in an address a server sees.
  const [token] = useState(() => linkToken(hash) || keptToken());
  const session = useStore(sessionStore);
  useEffect(() => {
    if (!session && token) keepToken(token);
  }, [session, token]);
  if (!token) return <Ended />;
  if (!session)
    return (
      <AuthFrame title={t('email.confirmTitle')} lead={t('email.signInFirst')}>
        <div className={styles.fields}>
          <Link to="/entrar" search={{ next: HERE }} className={styles.action}>
            {t('signIn.submit')}
          </Link>
        </div>
        <LanguageChoice />
      </AuthFrame>
    );
  return <Confirm token={token} />;
}

function Confirm({ token }: { token: string }) {
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.ownAddress, queryFn: ownAddress.read, staleTime: 0 });
  const [state, setState] = useState<'asking' | 'done' | 'ended'>('asking');
  const [email, setEmail] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    setProblem('');
    try {
      const session = await ownAddress.confirm(token);
      forgetToken();
      setEmail(session.user.email);
      setState('done');
      await checkSession();
      await client.invalidateQueries({ queryKey: keys.ownAddress });
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) setState('ended');
      else setProblem(describeError(error));
    }
    setBusy(false);
  };
  if (state === 'done')
    return (
      <AuthFrame title={t('email.done')} lead={t('email.doneText', { email })}>
        <div className={styles.fields}>
          <Link to="/conversas" className={styles.action}>
            {t('email.goOn')}
          </Link>
        </div>
      </AuthFrame>
    );
  if (query.isPending)
    return (
      <AuthFrame title={t('email.confirmTitle')} lead="">
        <div className={styles.waiting} role="status" aria-label={t('email.confirmTitle')}>
          <Spinner size={32} />
        </div>
      </AuthFrame>
    );
  const { data } = query;
  // Without an answer the link is tried all the same.
  if (state === 'ended' || (data && !data.pending)) return <Ended />;
  return (
    <AuthFrame
      title={t('email.confirmTitle')}
      lead={data?.pending ? t('email.confirmLead', { email: data.pending.email, before: data.email }) : ''}
    >
      <div className={styles.fields}>
        {problem ? (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        ) : null}
        <Button variant="primary" wide busy={busy} onClick={() => void confirm()}>
          {t('email.confirm')}
        </Button>
        <Link to="/configuracoes" className={styles.link}>
          {t('email.notNow')}
        </Link>
      </div>
    </AuthFrame>
  );
}

/** The same for a link that is over and for one of another account: whose it is is nobody else's business. */
function Ended() {
  const session = useStore(sessionStore);
  useEffect(forgetToken, []);
  return (
    <AuthFrame
      title={t('link.endedTitle')}
      lead={session ? t('email.ended', { email: session.user.email }) : t('email.endedOut')}
    >
      <div className={styles.fields}>
        <Link to={session ? '/configuracoes' : '/entrar'} className={styles.action}>
          {t(session ? 'settings.profile' : 'signIn.submit')}
        </Link>
      </div>
    </AuthFrame>
  );
}
