import type { ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import type { SubjectRequest } from '@shared/api/administration';
import { dateTime, dayStart, shortDate } from '@shared/format';
import { t } from '@shared/i18n';
import { Badge, type Tone } from '@/ui/Badge/Badge';
import styles from '../settings.module.css';

const ENDED: Record<Exclude<SubjectRequest['state'], 'open'>, Tone> = {
  fulfilled: 'ok',
  refused: 'warn',
  lapsed: 'neutral',
};
/** From here on, in days, it is high time. */
const SOON = 3;

/** One request: who asked for what, when, until when it must be answered or how it was. */
export function SubjectRequestItem({
  request,
  title,
  children,
}: {
  request: SubjectRequest;
  title: string;
  children?: ReactNode;
}) {
  return (
    <li className={styles.item}>
      <span className={styles.words}>
        <strong>{title}</strong>
        <small className="tabular">
          {dateTime(request.created_at)}
          {request.recorded_by?.name ? ` · ${request.recorded_by.name}` : ''}
        </small>
        {request.note ? <small>{request.note}</small> : null}
        {request.closed_at ? (
          <small className="tabular">
            {t('privacy.request.answered', { date: dateTime(request.closed_at) })}
            {request.closed_by?.name ? ` · ${request.closed_by.name}` : ''}
          </small>
        ) : (
          <small className="tabular">{t('privacy.request.due', { date: shortDate(dayStart(request.due_on)) })}</small>
        )}
        {request.answer ? <small>{t('privacy.request.because', { reason: request.answer })}</small> : null}
      </span>
      <Standing request={request} />
      {children}
    </li>
  );
}

function Standing({ request }: { request: SubjectRequest }) {
  if (request.state !== 'open')
    return <Badge tone={ENDED[request.state]}>{t(`privacy.request.state.${request.state}`)}</Badge>;
  if (request.days_left < 0)
    return (
      <Badge tone="error" icon={<CircleAlert size={14} aria-hidden="true" />}>
        {t('privacy.request.overdue', { days: -request.days_left })}
      </Badge>
    );
  return (
    <>
      {request.in_progress ? <Badge tone="info">{t('privacy.state.working')}</Badge> : null}
      <Badge tone={request.days_left <= SOON ? 'warn' : 'info'}>
        {t('privacy.request.left', { days: request.days_left })}
      </Badge>
    </>
  );
}
