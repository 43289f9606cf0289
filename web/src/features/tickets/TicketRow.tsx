import { Link } from '@tanstack/react-router';
import type { ListedTicket } from '@shared/api/tickets';
import { dateTime, duration } from '@shared/format';
import { t, type MessageKey } from '@shared/i18n';
import { useNow } from '@/data/clock';
import { Avatar } from '@/ui/Avatar/Avatar';
import { Badge } from '@/ui/Badge/Badge';
import { ChannelIcon } from '@/ui/ChannelIcon/ChannelIcon';
import { PriorityBadge } from '@/ui/PriorityBadge/PriorityBadge';
import { SlaBadge } from '@/ui/SlaBadge/SlaBadge';
import { nextClock } from './filter';
import styles from './tickets.module.css';

/** A ticket in the list; the whole of it leads to its conversation. */
export function TicketRow({ ticket }: { ticket: ListedTicket }) {
  const now = useNow();
  const clock = nextClock(ticket);
  const { contact, channel, assignee } = ticket;
  return (
    <li>
      <Link to="/conversas/$id" params={{ id: ticket.conversation_id }} className={styles.row}>
        <Avatar
          name={contact.name}
          url={contact.avatar_url}
          size={36}
          mark={<ChannelIcon type={channel.type} size={12} />}
        />
        <span className={styles.who}>
          <strong>{contact.name || contact.phone}</strong>
          <span className={styles.subject}>{ticket.subject ?? channel.name}</span>
        </span>
        <span className={styles.where}>
          <span className="tabular">{ticket.protocol}</span>
          <small>
            {ticket.queue.name} · {assignee?.name ?? t('assignee.none')}
          </small>
        </span>
        <span className={styles.when}>
          <span className="tabular">{dateTime(ticket.entered_at)}</span>
          <small>{spentText(ticket)}</small>
        </span>
        <span className={styles.badges}>
          {clock ? <SlaBadge sla={clock} now={now} /> : null}
          {ticket.csat ? <Badge>{`${ticket.csat.rating} ★`}</Badge> : null}
          <PriorityBadge priority={ticket.priority} />
          <Badge tone={ticket.state === 'abandoned' ? 'warn' : ticket.finished_at ? 'neutral' : 'info'}>
            {t(`ticket.${ticket.state}` as MessageKey)}
          </Badge>
        </span>
      </Link>
    </li>
  );
}

/** How long it waits or waited, or is or was served; what lasts as it was when the list was asked for. */
function spentText({ state, wait_seconds, service_seconds }: ListedTicket): string {
  const time = duration((service_seconds ?? wait_seconds) * 1000);
  if (service_seconds !== null) return t(state === 'in_service' ? 'tickets.serving' : 'tickets.served', { time });
  return t(state === 'waiting' ? 'tickets.waiting' : 'tickets.waited', { time });
}
