import { useState } from 'react';
import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { Mail, MailWarning } from 'lucide-react';
import { invites, type Invite } from '@shared/api/administration';
import { shortDate } from '@shared/format';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { ConfirmDialog } from '@/features/common/ConfirmDialog';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { toast } from '@/ui/Toast/toast';
import { roleText } from '../permissions';
import styles from '../settings.module.css';

/** Invites nobody has accepted yet; nothing when there are none. */
export function InvitesCard({ query }: { query: UseQueryResult<Invite[]> }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState('');
  const [removing, setRemoving] = useState<Invite | null>(null);
  if (query.isError)
    return (
      <p role="alert" className={styles.problem}>
        {t('invite.failed')} {describeError(query.error)}
      </p>
    );
  if (!query.data?.length) return null;
  const refresh = () => client.invalidateQueries({ queryKey: keys.invites });
  const resend = async (invite: Invite) => {
    setBusy(invite.id);
    try {
      await invites.resend(invite.id);
      await refresh();
      toast(t('invite.sent', { email: invite.email }));
    } catch (error) {
      toast(describeError(error), { tone: 'error' });
    }
    setBusy('');
  };
  return (
    <section className={styles.card} aria-labelledby="invites">
      <h2 id="invites">{t('invite.open')}</h2>
      <ul className={styles.rows}>
        {query.data.map((invite) => {
          const lost = invite.expired || invite.mail_state === 'failed';
          const Icon = lost ? MailWarning : Mail;
          return (
            <li key={invite.id} className={styles.item}>
              <span className={styles.glyph}>
                <Icon size={22} aria-hidden="true" />
              </span>
              <span className={styles.words}>
                <strong>{invite.email}</strong>
                <small>
                  {roleText(invite.custom_role ?? { id: invite.role, name: invite.role })} ·{' '}
                  {t('invite.until', { date: shortDate(invite.expires_at) })}
                </small>
              </span>
              {invite.expired ? (
                <Badge tone="warn">{t('invite.expired')}</Badge>
              ) : invite.mail_state === 'failed' ? (
                <Badge tone="error">{t('invite.notDelivered')}</Badge>
              ) : null}
              <Button
                busy={busy === invite.id}
                aria-label={t('invite.resendNamed', { email: invite.email })}
                onClick={() => void resend(invite)}
              >
                {t('invite.resend')}
              </Button>
              <Button aria-label={t('invite.cancelNamed', { email: invite.email })} onClick={() => setRemoving(invite)}>
                {t('invite.cancel')}
              </Button>
            </li>
          );
        })}
      </ul>
      {removing ? (
        <ConfirmDialog
          title={t('invite.cancelTitle')}
          action={t('invite.cancel')}
          onConfirm={async () => {
            await invites.remove(removing.id);
            await refresh();
          }}
          onClose={() => setRemoving(null)}
        >
          <p>{t('invite.cancelText', { email: removing.email })}</p>
        </ConfirmDialog>
      ) : null}
    </section>
  );
}
