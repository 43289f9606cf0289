import type { RefObject } from 'react';
import {
  AlarmClock,
  ArrowLeft,
  ArrowRightLeft,
  CircleCheck,
  EllipsisVertical,
  Flag,
  Hand,
  Info,
  MailOpen,
  RotateCcw,
  Star,
  Tag,
  UserRoundPlus,
} from 'lucide-react';
import type { Conversation } from '@shared/api/types';
import { formatPhone } from '@shared/format';
import { t } from '@shared/i18n';
import { useNow } from '@/data/clock';
import { commandStore } from '@/data/commands';
import { currentSession, may } from '@/data/session';
import { viewersStore } from '@/data/live';
import { useStore } from '@/data/store';
import { Avatar } from '@/ui/Avatar/Avatar';
import { Button } from '@/ui/Button/Button';
import { ChannelIcon } from '@/ui/ChannelIcon/ChannelIcon';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Menu, type MenuItem } from '@/ui/Menu/Menu';
import { SlaBadge } from '@/ui/SlaBadge/SlaBadge';
import { PriorityBadge } from '@/ui/PriorityBadge/PriorityBadge';
import { priorityLevel } from '@shared/domain/priority';
import { accept, reopen } from '../actions';
import { copySurvey } from './copySurvey';
import styles from './ThreadHeader.module.css';

interface ThreadHeaderProps {
  conversation: Conversation;
  heading: RefObject<HTMLHeadingElement | null>;
  onBack: () => void;
  onPanel: () => void;
  panelShown: boolean;
}

/** Runs a command of the open conversation by its id, so that button, key and palette do the same. */
const run = (id: string) =>
  commandStore
    .read()
    .find((command) => command.id === id)
    ?.run();

/** Who it is, who has it, and one primary action. */
export function ThreadHeader({ conversation, heading, onBack, onPanel, panelShown }: ThreadHeaderProps) {
  const { contact, assignee, channel, status, id } = conversation;
  const keysOf = Object.fromEntries(useStore(commandStore).map((command) => [command.id, command.keys]));
  const me = currentSession().user.id;
  const now = useNow();
  const viewers = useStore(viewersStore, (all) => all[id]) ?? [];
  const name = contact.name || (contact.phone ? formatPhone(contact.phone) : t('contact.unnamed'));
  const owner = assignee ? (assignee.id === me ? t('assignee.me') : assignee.name) : t('assignee.none');
  const item = (command: string, label: string, icon: MenuItem['icon']): MenuItem => ({
    id: command,
    label,
    icon,
    keys: keysOf[command],
    run: () => run(command),
  });
  const items: MenuItem[] = [
    ...(assignee?.id === me ? [] : [item('mine', t('action.assignToMe'), <Hand />)]),
    item('assign', t('action.assign'), <UserRoundPlus />),
    item('transfer', t('action.transferTicket'), <ArrowRightLeft />),
    item('snooze', t('action.snooze'), <AlarmClock />),
    item('priority', t('action.priority'), <Flag />),
    item('labels', t('action.labels'), <Tag />),
    item('unread', t('action.markUnread'), <MailOpen />),
    ...(status === 'closed' && may('conversations.reply')
      ? [{ id: 'survey', label: t('action.copySurvey'), icon: <Star />, run: () => void copySurvey(id) }]
      : []),
    item('panel', t('panel.title'), <Info />),
  ];
  return (
    <header className={styles.header}>
      <IconButton
        className={styles.back ?? ''}
        label={t('thread.backToList')}
        icon={<ArrowLeft size={22} />}
        onClick={onBack}
      />
      <button
        type="button"
        className={styles.who}
        onClick={onPanel}
        aria-label={t('thread.openPanel', { name })}
        tabIndex={-1}
      >
        <Avatar name={name} url={contact.avatar_url} mark={<ChannelIcon type={channel.type} />} />
      </button>
      <div className={styles.words}>
        <h1 ref={heading} tabIndex={-1} className={styles.name}>
          {name}
        </h1>
        <p className={styles.meta}>
          <span className={styles.facts}>
            <span>{owner}</span>
            <span className={styles.extra}>{channel.name}</span>
            {conversation.queue ? <span className={styles.extra}>{conversation.queue.name}</span> : null}
            {conversation.ticket ? (
              <span className={`${styles.extra} tabular`}>{conversation.ticket.protocol}</span>
            ) : null}
          </span>
          {priorityLevel(conversation.priority) === 'medium' ? null : (
            <PriorityBadge priority={conversation.priority} />
          )}
          {conversation.sla ? <SlaBadge sla={conversation.sla} now={now} /> : null}
        </p>
      </div>
      {viewers.length > 0 ? (
        <span
          className={styles.viewers}
          title={t('thread.viewing', { names: viewers.map((viewer) => viewer.name).join(', ') })}
        >
          {viewers.slice(0, 3).map((viewer) => (
            <Avatar key={viewer.id} name={viewer.name} url={viewer.avatar_url} size={28} />
          ))}
          <span className="visually-hidden">
            {t('thread.viewing', { names: viewers.map((viewer) => viewer.name).join(', ') })}
          </span>
        </span>
      ) : null}
      <div className={styles.actions}>
        {status !== 'closed' ? (
          <Button
            className={styles.transfer ?? ''}
            icon={<ArrowRightLeft size={18} aria-hidden="true" />}
            onClick={() => run('transfer')}
          >
            {t('action.transfer')}
          </Button>
        ) : null}
        {status === 'closed' || status === 'snoozed' ? (
          <Button
            variant="primary"
            className={styles.primary ?? ''}
            aria-label={t('action.reopen')}
            icon={<RotateCcw size={18} aria-hidden="true" />}
            onClick={() => void reopen(id)}
          >
            {t('action.reopen')}
          </Button>
        ) : assignee === null ? (
          <Button
            variant="primary"
            className={styles.primary ?? ''}
            aria-label={t('action.accept')}
            icon={<Hand size={18} aria-hidden="true" />}
            onClick={() => void accept(id)}
          >
            {t('action.accept')}
          </Button>
        ) : (
          <Button
            variant="primary"
            className={styles.primary ?? ''}
            aria-label={t('action.resolveTicket')}
            icon={<CircleCheck size={18} aria-hidden="true" />}
            onClick={() => run('resolve')}
          >
            {t('action.resolve')}
          </Button>
        )}
        <Menu
          label={t('action.more')}
          items={items}
          trigger={(props) => <IconButton {...props} label={t('action.more')} icon={<EllipsisVertical size={20} />} />}
        />
        <IconButton
          className={styles.info ?? ''}
          label={t('panel.title')}
          keys="i"
          icon={<Info size={20} />}
          aria-pressed={panelShown}
          onClick={onPanel}
        />
      </div>
    </header>
  );
}
