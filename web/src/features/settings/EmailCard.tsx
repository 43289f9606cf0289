import { useId, useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { ownAddress } from '@shared/api/administration';
import { dateTime } from '@shared/format';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { currentSession, sessionStore } from '@/data/session';
import { useStore } from '@/data/store';
import { fieldProblems, OwnPasswordField } from '@/features/common/OwnPasswordField';
import { Banner } from '@/ui/Banner/Banner';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field } from '@/ui/Field/Field';
import { toast } from '@/ui/Toast/toast';
import styles from './settings.module.css';

/** The address one signs in with, and the one that waits for its link to be opened. */
export function EmailCard() {
  const client = useQueryClient();
  const { user } = useStore(sessionStore) ?? currentSession();
  // Whoever opens the link in another window has another address when they come back to this one.
  const { data } = useQuery({ queryKey: keys.ownAddress, queryFn: ownAddress.read, staleTime: 0 });
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const pending = data?.pending;
  const undelivered = pending?.mail_state === 'failed';

  const giveUp = async () => {
    setBusy(true);
    try {
      await ownAddress.giveUp();
      await client.invalidateQueries({ queryKey: keys.ownAddress });
      toast(t('email.kept'));
    } catch (error) {
      toast(describeError(error), { tone: 'error' });
    }
    setBusy(false);
  };
  return (
    <section className={styles.card} aria-labelledby="email">
      <div>
        <h2 id="email">{t('email.title')}</h2>
        <p className={styles.quiet}>{t('email.text')}</p>
      </div>
      <p className={styles.words}>
        <strong>{data?.email ?? user.email}</strong>
      </p>
      {pending ? (
        <Banner tone={undelivered ? 'warn' : 'info'} icon={<Mail size={18} aria-hidden="true" />}>
          {undelivered
            ? t('email.undelivered', { email: pending.email })
            : t('email.pending', { email: pending.email, until: dateTime(pending.expires_at) })}
        </Banner>
      ) : null}
      <div className={styles.buttons}>
        <Button onClick={() => setOpen(true)}>{t(pending ? 'email.again' : 'email.change')}</Button>
        {pending ? (
          <Button busy={busy} onClick={() => void giveUp()}>
            {t('email.giveUp')}
          </Button>
        ) : null}
      </div>
      {open ? <EmailDialog onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

function EmailDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const form = useId();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const email = String(data.get('email')).trim();
    const password = String(data.get('password') ?? '');
    const found: Record<string, string> = {};
    if (!/^\S+@\S+\.\S+$/.test(email)) found['email'] = t('signIn.emailInvalid');
    if (!password) found['password'] = t('stepUp.missing');
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      client.setQueryData(keys.ownAddress, await ownAddress.ask(email, password));
      onClose();
    } catch (error) {
      setBusy(false);
      const fields = fieldProblems(error);
      setProblems(Object.keys(fields).length > 0 ? fields : { email: describeError(error) });
    }
  };
  return (
    <Dialog
      title={t('email.change')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {t('email.send')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        <Field
          name="email"
          type="email"
          label={t('email.new')}
          hint={t('email.newHint')}
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          maxLength={254}
          error={problems['email']}
        />
        <OwnPasswordField reach="everywhere" error={problems['password']} />
      </form>
    </Dialog>
  );
}
