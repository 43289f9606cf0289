import { useState } from 'react';
import { ArrowDownToLine } from 'lucide-react';
import type { Conversation, ConversationView } from '@shared/api/types';
import { t } from '@shared/i18n';
import { Button } from '@/ui/Button/Button';
import { Menu } from '@/ui/Menu/Menu';
import { takeNext } from '../actions';
import { useQueues } from '../queries';
import styles from './TakeNext.module.css';

/** Offers the next waiting conversation; asks for the queue only where there is a choice. */
export default function TakeNext({
  waiting,
  view,
  onTaken,
}: {
  waiting: number;
  view: ConversationView;
  onTaken: (conversation: Conversation) => void;
}) {
  const { data: queues } = useQueues();
  const [busy, setBusy] = useState(false);
  const active = (queues ?? []).filter((queue) => queue.active);
  const [only] = active;
  if (waiting === 0 || !only || view === 'all') return null;

  const take = async (queue: (typeof active)[number]) => {
    setBusy(true);
    const conversation = await takeNext(queue);
    setBusy(false);
    if (conversation) onTaken(conversation);
  };
  const icon = <ArrowDownToLine size={18} aria-hidden="true" />;
  return (
    <div className={styles.bar}>
      <span>{t('takeNext.waiting', { count: waiting })}</span>
      {active.length === 1 ? (
        <Button variant="quiet" icon={icon} busy={busy} onClick={() => void take(only)}>
          {t('takeNext.action')}
        </Button>
      ) : (
        <Menu
          label={t('takeNext.action')}
          items={active.map((queue) => ({ id: queue.id, label: queue.name, run: () => void take(queue) }))}
          trigger={(props) => (
            <Button {...props} variant="quiet" icon={icon} busy={busy}>
              {t('takeNext.action')}
            </Button>
          )}
        />
      )}
    </div>
  );
}
