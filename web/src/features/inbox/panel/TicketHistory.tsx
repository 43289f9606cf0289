import { lazy, Suspense, useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronDown, Star } from 'lucide-react';
import { tickets, type Clock, type LinkedTicket, type TicketOfConversation } from '@shared/api/tickets';
import type { Conversation } from '@shared/api/types';
import { dateTime, duration } from '@shared/format';
import { t, type MessageKey } from '@shared/i18n';
import { useNow } from '@/data/clock';
import { keys } from '@/data/queryClient';
import { may } from '@/data/session';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { Skeleton, useLate } from '@/ui/Skeleton/Skeleton';
import styles from './TicketHistory.module.css';

const RateDialog = lazy(() => import('../dialogs/RateDialog'));

/**
 * Every ticket the conversation had, newest first; opened, how each went. Asked for again when the latest one, or the clock
 * that ends first, changes.
 */
export default function TicketHistory({ conversation }: { conversation: Conversation }) {
  const { id, ticket, sla } = conversation;
  const clock = `${sla?.target}:${sla?.state}:${sla?.due_at}`;
  const query = useInfiniteQuery({
    queryKey: keys.tickets(id, `${ticket?.id}:${ticket?.state}:${conversation.assignee?.id}:${clock}`),
    queryFn: ({ pageParam }) => tickets.list(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (before) => before,
  });
  const late = useLate(query.isPending);
  if (query.isPending) return late ? <Skeleton height={44} /> : null;
  if (query.isError)
    return (
      <Button variant="quiet" onClick={() => void query.refetch()}>
        {t('panel.ticketsFailed')}
      </Button>
    );
  const all = query.data.pages.flatMap((page) => page.items);
  if (all.length === 0) return <p className={styles.none}>{t('panel.noTickets')}</p>;
  return (
    <>
      <ul className={styles.tickets}>
        {all.map((one) => (
          <li key={one.id}>
            <TicketRow ticket={one} />
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button variant="quiet" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('panel.moreTickets')}
        </Button>
      ) : null}
    </>
  );
}

const spent = (seconds: number) => duration(seconds * 1000);

/** How a promise stands, in one line. What counts is open time, so a deadline may lie behind a night. */
function clockText(clock: Clock, now: number): string {
  const values = { spent: spent(clock.seconds), goal: spent(clock.goal_seconds) };
  if (clock.state === 'paused' && clock.paused_since)
    return t('panel.clock.paused', { ...values, date: dateTime(clock.paused_since) });
  if (clock.due_at && (clock.state === 'missed' || Date.parse(clock.due_at) <= now))
    return t('panel.clock.late', { ...values, date: dateTime(clock.due_at) });
  if (clock.due_at) return t('panel.clock.running', { ...values, date: dateTime(clock.due_at) });
  return t(`panel.clock.${clock.state}` as MessageKey, values);
}

/** The stars, the comment, and who wrote it down where the contact did not answer themselves. */
const ratingText = ({ rating, comment, entered_by }: NonNullable<TicketOfConversation['csat']>): string =>
  [
    `${rating} ★ ${comment ?? ''}`.trim(),
    ...(entered_by ? [t('panel.ratingEntered', { name: entered_by.name })] : []),
  ].join(' · ');

function TicketRow({ ticket }: { ticket: TicketOfConversation }) {
  const { closing } = ticket;
  const now = useNow();
  const [rating, setRating] = useState(false);
  const lines: [string, string][] = [
    [t('panel.queue'), ticket.queue.name],
    [t('panel.entered'), dateTime(ticket.entered_at)],
    [t('panel.wait'), spent(ticket.wait_seconds)],
  ];
  if (ticket.service_seconds !== null) lines.push([t('panel.service'), spent(ticket.service_seconds)]);
  for (const clock of ticket.clocks) lines.push([t(`sla.target.${clock.target}`), clockText(clock, now)]);
  const linked = (one: LinkedTicket) => t('panel.linkedTicket', one);
  if (ticket.continues.length > 0) lines.push([t('panel.continues'), ticket.continues.map(linked).join(', ')]);
  if (ticket.continued_as) lines.push([t('panel.continuedAs'), linked(ticket.continued_as)]);
  if (ticket.finish_reason) lines.push([t('panel.closedAs'), ticket.finish_reason]);
  if (ticket.csat) lines.push([t('panel.rating'), ratingText(ticket.csat)]);
  if (closing?.subject) lines.push([t('panel.subject'), closing.subject]);
  if (closing?.labels.length) lines.push([t('panel.labels'), closing.labels.join(', ')]);
  if (closing?.note) lines.push([t('panel.note'), closing.note]);
  return (
    <details className={styles.ticket}>
      <summary>
        <span className={styles.words}>
          <strong className="tabular">{ticket.protocol}</strong>
          <small>
            {ticket.assignee?.name ?? t('assignee.none')} ·{' '}
            <span className="tabular">{dateTime(ticket.entered_at)}</span>
          </small>
        </span>
        <Badge tone={ticket.state === 'abandoned' ? 'warn' : ticket.finished_at ? 'neutral' : 'info'}>
          {t(`ticket.${ticket.state}` as MessageKey)}
        </Badge>
        <ChevronDown size={18} aria-hidden="true" className={styles.arrow} />
      </summary>
      <dl className={styles.lines}>
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {ticket.transfers.length > 0 ? (
          <div className={styles.handed}>
            <dt>{t('panel.transfers')}</dt>
            {ticket.transfers.map((one) => (
              <dd key={one.at}>
                <span className="tabular">{dateTime(one.at)}</span>{' '}
                {t('panel.handed', {
                  from: one.from_user ?? one.from_queue ?? t('panel.nobody'),
                  to: one.to_user ?? one.to_queue ?? t('panel.nobody'),
                })}
              </dd>
            ))}
          </div>
        ) : null}
      </dl>
      {may('tickets.rate') && ticket.state === 'finished' && ticket.assigned_at && !ticket.csat ? (
        <Button variant="quiet" icon={<Star size={18} aria-hidden="true" />} onClick={() => setRating(true)}>
          {t('rate.action')}
        </Button>
      ) : null}
      {rating ? (
        <Suspense fallback={null}>
          <RateDialog protocol={ticket.protocol} onClose={() => setRating(false)} />
        </Suspense>
      ) : null}
    </details>
  );
}
