import { useState, type FormEvent } from 'react';
import { Link, useLocation } from '@tanstack/react-router';
import { links } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import { passwordHints } from '@shared/domain/password';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { NewPassword } from '@/features/common/NewPassword';
import { Button } from '@/ui/Button/Button';
import { AuthFrame } from './AuthFrame';
import { LanguageChoice } from './LanguageChoice';
import { linkToken } from './link';
import styles from './auth.module.css';

/** A new password with the link of the mail; the first one of who opened a company or came by a provider. */
export function ResetPage() {
  const token = linkToken(useLocation({ select: (location) => location.hash }));
  const first = useLocation({ select: (location) => 'primeira' in location.search });
  const [state, setState] = useState<'form' | 'done' | 'ended'>(token ? 'form' : 'ended');
  const [wrong, setWrong] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const password = String(new FormData(event.currentTarget).get('password'));
    const { long, varied } = passwordHints(password);
    setProblem('');
    setWrong(long && varied ? '' : t('newPassword.weak'));
    if (!long || !varied) return;
    setBusy(true);
    try {
      await links.reset({ token, password });
      setState('done');
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) setState('ended');
      else if (error instanceof ApiError && error.fields['password']) setWrong(error.fields['password']);
      else setProblem(describeError(error));
    }
    setBusy(false);
  };
  if (state === 'ended')
    return (
      <AuthFrame title={t('link.endedTitle')} lead={t('link.endedReset')}>
        <div className={styles.fields}>
          <Link to="/esqueci-minha-senha" className={styles.action}>
            {t('forgot.submit')}
          </Link>
        </div>
      </AuthFrame>
    );
  if (state === 'done')
    return (
      <AuthFrame title={t(first ? 'firstPassword.done' : 'reset.done')} lead={t('reset.doneText')}>
        <div className={styles.fields}>
          <Link to="/entrar" className={styles.action}>
            {t('signIn.submit')}
          </Link>
        </div>
      </AuthFrame>
    );
  return (
    <AuthFrame
      title={t(first ? 'firstPassword.title' : 'reset.title')}
      lead={t(first ? 'firstPassword.lead' : 'reset.lead')}
    >
      <form noValidate className={styles.fields} onSubmit={(event) => void onSubmit(event)}>
        {problem ? (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        ) : null}
        <NewPassword name="password" label={t(first ? 'firstPassword.label' : 'newPassword.label')} error={wrong} />
        <Button type="submit" variant="primary" wide busy={busy}>
          {t(first ? 'firstPassword.submit' : 'reset.submit')}
        </Button>
      </form>
      <LanguageChoice />
    </AuthFrame>
  );
}
