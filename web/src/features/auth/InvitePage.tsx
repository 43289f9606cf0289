import { useState, type FormEvent } from 'react';
import { Link, useLocation, useRouter } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { links, type Invitation } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import { passwordHints } from '@shared/domain/password';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { enter } from '@/data/session';
import { NewPassword } from '@/features/common/NewPassword';
import { PageState } from '@/features/common/PageState';
import { PasswordField } from '@/features/common/PasswordField';
import { Button } from '@/ui/Button/Button';
import { Field } from '@/ui/Field/Field';
import { AuthFrame } from './AuthFrame';
import { companyCode } from './company';
import { linkToken } from './link';
import { SecondStep } from './SecondStep';
import styles from './auth.module.css';

/** What an invite's link opens: a name and a password for a newcomer, the password they have for who is known. */
export function InvitePage() {
  const token = linkToken(useLocation({ select: (location) => location.hash }));
  const query = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => links.invitation(token),
    enabled: token !== '',
    retry: false,
    // The secret of the link is in the key: it is forgotten with the page.
    gcTime: 0,
  });
  const ended = !token || (query.error instanceof ApiError && query.error.status === 404);
  if (ended)
    return (
      <AuthFrame title={t('link.endedTitle')} lead={t('link.endedInvite')}>
        <div className={styles.fields}>
          <Link to="/entrar" className={styles.action}>
            {t('signIn.submit')}
          </Link>
        </div>
      </AuthFrame>
    );
  if (query.data) return <AcceptForm invitation={query.data} token={token} />;
  return (
    <AuthFrame title={t('accept.loading')} lead={t('accept.loadingText')}>
      <PageState query={query} failed={t('accept.failed')}>
        {null}
      </PageState>
    </AuthFrame>
  );
}

function AcceptForm({ invitation, token }: { invitation: Invitation; token: string }) {
  const router = useRouter();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [challenge, setChallenge] = useState('');
  const [pageCode, setPageCode] = useState<string | null>(null);
  const known = invitation.known_user;
  const goOn = () => router.history.push('/conversas');

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const name = String(data.get('name') ?? '').trim();
    const password = String(data.get('password'));
    const found: Record<string, string> = {};
    if (known) {
      if (!password) found['password'] = t('signIn.passwordMissing');
    } else {
      const hints = passwordHints(password, [name, invitation.email]);
      if (!name) found['name'] = t('accept.nameMissing');
      if (!hints.long || !hints.varied || !hints.notOwn) found['password'] = t('newPassword.weak');
    }
    setProblems(found);
    setProblem('');
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      const answer = await links.accept({ token, password, ...(known ? {} : { name }) });
      if ('second_factor' in answer) setChallenge(answer.second_factor.challenge);
      else {
        await enter(answer);
        goOn();
        return;
      }
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) setProblems({ password: t('stepUp.wrong') });
      else if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else if (error instanceof ApiError && error.code === 'single_sign_on_required')
        setPageCode(companyCode(error.details['company']) ?? '');
      else if (error instanceof ApiError && error.status === 404) setProblem(t('link.endedInvite'));
      else setProblem(describeError(error));
    }
    setBusy(false);
  };
  if (challenge)
    return (
      <SecondStep
        challenge={challenge}
        onDone={goOn}
        onBack={(reason) => {
          setChallenge('');
          setProblem(reason);
        }}
      />
    );
  if (pageCode !== null)
    return (
      <AuthFrame title={invitation.account.name} lead={t('signOn.inviteAccepted')}>
        <div className={styles.fields}>
          <Link to="/entrar" search={pageCode ? { empresa: pageCode } : {}} className={styles.action}>
            {t('signOn.open')}
          </Link>
        </div>
      </AuthFrame>
    );
  return (
    <AuthFrame
      title={t('accept.title', { company: invitation.account.name })}
      lead={t(known ? 'accept.leadKnown' : 'accept.lead', { email: invitation.email })}
    >
      <form noValidate className={styles.fields} onSubmit={(event) => void onSubmit(event)}>
        {problem ? (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        ) : null}
        <input type="hidden" name="username" autoComplete="username" value={invitation.email} readOnly />
        {known ? (
          <PasswordField
            name="password"
            label={t('signIn.password')}
            autoComplete="current-password"
            error={problems['password']}
          />
        ) : (
          <>
            <Field name="name" label={t('accept.name')} autoComplete="name" maxLength={120} error={problems['name']} />
            <NewPassword
              name="password"
              label={t('newPassword.label')}
              error={problems['password']}
              own={[invitation.email]}
            />
          </>
        )}
        <Button type="submit" variant="primary" wide busy={busy}>
          {t('accept.submit')}
        </Button>
        {known ? (
          <Link to="/esqueci-minha-senha" className={styles.link}>
            {t('forgot.open')}
          </Link>
        ) : null}
      </form>
    </AuthFrame>
  );
}
