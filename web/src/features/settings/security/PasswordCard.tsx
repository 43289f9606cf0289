import { useState, type FormEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { changePassword } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import { passwordHints } from '@shared/domain/password';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { currentSession } from '@/data/session';
import { NewPassword } from '@/features/common/NewPassword';
import { PasswordField } from '@/features/common/PasswordField';
import { Button } from '@/ui/Button/Button';
import { toast } from '@/ui/Toast/toast';
import styles from '../settings.module.css';

/** Changes the password; the server knows more passwords that are too easy, and says so in place. */
export function PasswordCard() {
  const client = useQueryClient();
  const { user } = currentSession();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  // A saved form is drawn anew: empty fields, no hints of the last one.
  const [round, setRound] = useState(0);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const current_password = String(data.get('current_password'));
    const new_password = String(data.get('new_password'));
    const hints = passwordHints(new_password, [user.name, user.email]);
    const found: Record<string, string> = {};
    if (!current_password) found['current_password'] = t('stepUp.missing');
    if (!new_password) found['new_password'] = t('security.newMissing');
    else if (!hints.long || !hints.varied || !hints.notOwn) found['new_password'] = t('security.weak');
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await changePassword({ current_password, new_password });
      await client.invalidateQueries({ queryKey: keys.sessions });
      setRound((before) => before + 1);
      toast(t('security.passwordChanged'));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'wrong_password')
        setProblems({ current_password: t('stepUp.wrong') });
      else if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else toast(describeError(error), { tone: 'error' });
    }
    setBusy(false);
  };
  return (
    <section className={styles.card} aria-labelledby="password">
      <div>
        <h2 id="password">{t('security.password')}</h2>
        <p className={styles.quiet}>{t('security.passwordText')}</p>
      </div>
      <form key={round} noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        {/* Password managers save the new password under this name. */}
        <input type="hidden" name="username" autoComplete="username" value={user.email} readOnly />
        <PasswordField
          name="current_password"
          label={t('security.currentPassword')}
          autoComplete="current-password"
          error={problems['current_password']}
        />
        <NewPassword
          name="new_password"
          label={t('security.newPassword')}
          error={problems['new_password']}
          own={[user.name, user.email]}
        />
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" busy={busy}>
            {t('security.changePassword')}
          </Button>
        </div>
      </form>
    </section>
  );
}
