import { useQuery, useQueryClient } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import { followUps } from '@shared/api/later';
import type { Conversation } from '@shared/api/types';
import { formatSpan } from '@shared/domain/span';
import { t } from '@shared/i18n';
import { useNow } from '@/data/clock';
import { keys } from '@/data/queryClient';
import { may } from '@/data/session';
import { toast } from '@/ui/Toast/toast';
import styles from './later.module.css';

/** One line above the composer while a rule is about to nudge or close, with the way to leave this conversation out. */
export function FollowUpBar({ conversation }: { conversation: Conversation }) {
  const { id, last_sequence: sequence, status, session, waiting_since: waits } = conversation;
  const client = useQueryClient();
  const now = useNow();
  // Under the key of what is scheduled, which events bring up to date. While the contact waits for us nothing is counted.
  const asks = session === 'human' && status !== 'closed' && waits === null;
  const { data } = useQuery({
    queryKey: keys.scheduled({ followUp: id, sequence }),
    queryFn: () => followUps.read(id),
    placeholderData: (before) => before,
    enabled: asks,
  });
  if (!asks || !data || data.state === 'idle') return null;
  const turn = (enabled: boolean) =>
    followUps.turn(id, enabled).then(
      () => client.invalidateQueries({ queryKey: ['scheduled'] }),
      () => toast(t('followUp.failed')),
    );
  const left = data.due_at ? Math.max(60, Math.round((Date.parse(data.due_at) - now) / 60_000) * 60) : 60;
  const text =
    data.state === 'waiting' && data.action
      ? t(`followUp.${data.action}`, { time: formatSpan(left) })
      : t(data.state === 'off' ? 'followUp.off' : 'followUp.paused');
  return (
    <div className={styles.followUp}>
      <BellRing size={18} aria-hidden="true" />
      <span>{text}</span>
      {may('conversations.reply') ? (
        <button
          type="button"
          aria-label={data.state === 'off' ? undefined : t('followUp.cancelLabel')}
          onClick={() => void turn(data.state === 'off')}
        >
          {t(data.state === 'off' ? 'followUp.on' : 'followUp.cancel')}
        </button>
      ) : null}
    </div>
  );
}
