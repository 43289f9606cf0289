import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import {
  BellRing,
  CalendarClock,
  EllipsisVertical,
  LayoutTemplate,
  Paperclip,
  Pencil,
  SendHorizontal,
  X,
} from 'lucide-react';
import { scheduled, type Scheduled, type ScheduledState } from '@shared/api/later';
import { dateTime } from '@shared/format';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { queryClient } from '@/data/queryClient';
import { may } from '@/data/session';
import { Badge, type Tone } from '@/ui/Badge/Badge';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Menu, type MenuItem } from '@/ui/Menu/Menu';
import { toast } from '@/ui/Toast/toast';
import { summaryOf } from './content';
import { ScheduleForm } from './ScheduleDialog';
import styles from './later.module.css';

const TONES: Record<ScheduledState, Tone> = { scheduled: 'info', sent: 'ok', cancelled: 'neutral', failed: 'error' };

/** Scheduled messages with what can be done about each. */
export function ScheduledRows({ items, named = false }: { items: Scheduled[]; named?: boolean }) {
  const [edited, setEdited] = useState<Scheduled | null>(null);
  return (
    <>
      <ul className={styles.list}>
        {items.map((item) => (
          <Row key={item.id} item={item} named={named} onEdit={() => setEdited(item)} />
        ))}
      </ul>
      {edited ? (
        <ScheduleForm
          id={edited.conversation.id}
          kind={edited.kind}
          text={edited.text ?? ''}
          edited={edited}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </>
  );
}

function Row({ item, named, onEdit }: { item: Scheduled; named: boolean; onEdit: () => void }) {
  const run = async (action: () => Promise<unknown>, done: string) => {
    try {
      await action();
      toast(done);
    } catch (error) {
      toast(describeError(error), { tone: 'error' });
    }
    await queryClient.invalidateQueries({ queryKey: ['scheduled'] });
  };
  const actions: MenuItem[] = [
    { id: 'edit', label: t('action.edit'), icon: <Pencil />, run: onEdit },
    {
      id: 'send',
      label: t(item.kind === 'reminder' ? 'later.remindNow' : 'later.sendNow'),
      icon: <SendHorizontal />,
      run: () => void run(() => scheduled.send(item.id), t('later.sent')),
    },
    {
      id: 'cancel',
      label: t('later.cancel'),
      icon: <X />,
      run: () => void run(() => scheduled.cancel(item.id), t('later.cancelled')),
    },
  ];
  const more = t('later.more', { name: item.conversation.contact_name || t('contact.unnamed') });
  const Glyph =
    item.kind === 'reminder'
      ? BellRing
      : item.type === 'template'
        ? LayoutTemplate
        : item.file
          ? Paperclip
          : CalendarClock;
  return (
    <li className={styles.one}>
      <div className={styles.words}>
        <span className={styles.meta}>
          <Glyph size={16} aria-hidden="true" />
          <strong className="tabular">{dateTime(item.due_at)}</strong>
          <Badge tone={TONES[item.state]}>{t(`later.state.${item.state}`)}</Badge>
        </span>
        {named ? (
          <Link className={styles.who} to="/conversas/$id" params={{ id: item.conversation.id }}>
            {item.conversation.contact_name || t('contact.unnamed')}
          </Link>
        ) : null}
        <p className={styles.text}>{summaryOf(item)}</p>
        <small className={styles.meta}>
          <span>{t('later.by', { name: item.author.name })}</span>
          {item.reason ? <span>{reasonText(item.reason)}</span> : null}
          {item.state === 'scheduled' && !item.window_open ? <span>{t('later.windowClosed')}</span> : null}
        </small>
      </div>
      {item.state === 'scheduled' && may('conversations.reply') ? (
        <Menu
          label={more}
          items={actions}
          trigger={(props) => <IconButton {...props} label={more} icon={<EllipsisVertical size={20} />} />}
        />
      ) : null}
    </li>
  );
}

function reasonText(reason: string): string {
  if (reason === 'replied' || reason === 'person' || reason === 'window_closed') return t(`later.reason.${reason}`);
  return t('later.reason.other');
}
