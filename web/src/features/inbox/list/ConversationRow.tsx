import { memo } from 'react';
import { Link } from '@tanstack/react-router';
import { AlarmClock, Check, CircleCheck, Hourglass, Lock, Pencil, Tag, UserRound } from 'lucide-react';
import type { Conversation } from '@shared/api/types';
import { priorityLevel } from '@shared/domain/priority';
import { slaLook } from '@shared/domain/sla';
import { formatPhone, relativeTime, roughDuration } from '@shared/format';
import { t } from '@shared/i18n';
import { draftStore } from '@/data/drafts';
import { typingStore } from '@/data/live';
import { useStore } from '@/data/store';
import { Avatar } from '@/ui/Avatar/Avatar';
import { Badge, Count } from '@/ui/Badge/Badge';
import { ChannelIcon, channelTypeName } from '@/ui/ChannelIcon/ChannelIcon';
import { Highlight } from '@/ui/Highlight/Highlight';
import { PriorityBadge } from '@/ui/PriorityBadge/PriorityBadge';
import { SlaBadge } from '@/ui/SlaBadge/SlaBadge';
import { previewText, PreviewIcon, StatusTicks } from '../preview';
import styles from './ConversationRow.module.css';

interface RowProps {
  conversation: Conversation;
  me: string;
  now: number;
  current: boolean;
  showAssignee: boolean;
  highlight: string;
  selecting: boolean;
  selected: boolean;
  onToggle: (id: string) => void;
  onWarm: (id: string) => void;
}

/** One conversation: who, when, the last words, and at most two badges. */
export const ConversationRow = memo(function ConversationRow(props: RowProps) {
  const { conversation, me, now, current, showAssignee, highlight, selecting, selected, onToggle, onWarm } = props;
  const { contact, assignee } = conversation;
  const name = contact.name || (contact.phone ? formatPhone(contact.phone) : t('contact.unnamed'));
  const unread = conversation.unread_count > 0;
  const owner = assignee ? (assignee.id === me ? t('assignee.me') : assignee.name) : t('assignee.none');
  return (
    <div
      role="listitem"
      className={styles.row}
      data-unread={unread || undefined}
      data-selected={selected || undefined}
      data-selecting={selecting || undefined}
    >
      <Link
        to="/conversas/$id"
        params={{ id: conversation.id }}
        search={(before) => before}
        preload={false}
        className={styles.link}
        aria-current={current ? 'page' : undefined}
        onPointerEnter={() => onWarm(conversation.id)}
      >
        <Avatar name={name} url={contact.avatar_url} mark={<ChannelIcon type={conversation.channel.type} />} />
        <span className={styles.body}>
          <span className={styles.line}>
            <span className={styles.name}>
              <Highlight text={name} words={highlight} />
            </span>
            <span className="visually-hidden">{channelTypeName(conversation.channel.type)}</span>
            <time dateTime={conversation.last_activity_at} className={`${styles.time} tabular`}>
              {relativeTime(conversation.last_activity_at, now)}
            </time>
          </span>
          <span className={styles.line}>
            <PreviewLine conversation={conversation} highlight={highlight} />
            <Count value={conversation.unread_count} label={t('row.unread', { count: conversation.unread_count })} />
          </span>
          <span className={styles.badges}>
            <RowBadges conversation={conversation} now={now} />
            {showAssignee && (assignee || conversation.session !== 'waiting') ? (
              <span className={styles.owner} data-none={assignee ? undefined : ''}>
                <UserRound size={13} aria-hidden="true" />
                <span>{owner}</span>
              </span>
            ) : null}
          </span>
        </span>
      </Link>
      <label className={styles.select}>
        <input
          type="checkbox"
          checked={selected}
          aria-label={t('bulk.select', { name })}
          onChange={() => onToggle(conversation.id)}
        />
        <span aria-hidden="true">
          <Check size={16} strokeWidth={3} />
        </span>
      </label>
    </div>
  );
});

/** Order of importance: somebody is writing, an unsent draft, the last message. */
function PreviewLine({ conversation, highlight }: { conversation: Conversation; highlight: string }) {
  const typing = useStore(typingStore, (all) => all[conversation.id]?.[0]);
  const draft = useStore(draftStore, (all) => all[`${conversation.id}:reply`]);
  const { preview } = conversation;
  if (typing)
    return (
      <span className={styles.typing}>
        {t(typing.kind === 'contact' ? 'typing.contact' : 'typing.agent', {
          name: typing.name || conversation.contact.name,
        })}
      </span>
    );
  if (draft) {
    return (
      <span className={styles.preview}>
        <Pencil size={13} aria-hidden="true" />
        <span>
          <strong className={styles.draft}>{t('row.draft')}</strong> {draft}
        </span>
      </span>
    );
  }
  if (!preview) return <span className={styles.preview}>{conversation.subject ?? t('row.noMessage')}</span>;
  const outgoing = preview.author_type !== 'contact';
  return (
    <span className={styles.preview}>
      {outgoing && preview.status && !preview.private ? <StatusTicks status={preview.status} size={15} /> : null}
      {preview.private ? <Lock size={13} role="img" aria-label={t('message.note')} /> : null}
      <PreviewIcon type={preview.type} />
      <span>
        <Highlight text={previewText(preview)} words={highlight} />
      </span>
    </span>
  );
}

function RowBadges({ conversation, now }: { conversation: Conversation; now: number }) {
  const badges = [];
  const { ticket, labels } = conversation;
  if (conversation.status === 'closed') {
    badges.push(
      <Badge key="closed" tone="ok" icon={<CircleCheck aria-hidden="true" />}>
        {t('status.closedOne')}
      </Badge>,
    );
  }
  if (conversation.status === 'snoozed' && conversation.snoozed_until) {
    badges.push(
      <Badge key="snoozed" tone="info" icon={<AlarmClock aria-hidden="true" />}>
        {t('row.snoozed', {
          time: roughDuration(Math.max(1, Math.round((Date.parse(conversation.snoozed_until) - now) / 60_000))),
        })}
      </Badge>,
    );
  }
  if (conversation.sla && slaLook(conversation.sla, now).near)
    badges.push(<SlaBadge key="sla" sla={conversation.sla} now={now} short />);
  if (conversation.session === 'waiting' && conversation.status === 'open' && ticket) {
    badges.push(
      <Badge key="waiting" tone="warn" icon={<Hourglass aria-hidden="true" />}>
        {ticket.position && ticket.total
          ? t('row.position', { position: ticket.position, total: ticket.total })
          : t('row.waiting', { time: relativeTime(ticket.entered_at, now) })}
      </Badge>,
    );
  }
  if (conversation.status !== 'closed' && priorityLevel(conversation.priority) !== 'medium')
    badges.push(<PriorityBadge key="priority" priority={conversation.priority} />);
  const [label] = labels;
  if (label) {
    badges.push(
      <span key="label" className={styles.label}>
        <Badge icon={<Tag aria-hidden="true" />}>{labels.length > 1 ? `${label} +${labels.length - 1}` : label}</Badge>
      </span>,
    );
  }
  return badges.slice(0, 2);
}
