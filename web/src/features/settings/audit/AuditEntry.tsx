import { ChevronDown } from 'lucide-react';
import type { AuditRow } from '@shared/api/administration';
import { dateTime } from '@shared/format';
import { t } from '@shared/i18n';
import { Avatar } from '@/ui/Avatar/Avatar';
import { actionText, actorText, detailLines } from './auditText';
import styles from './audit.module.css';

/** One thing that was done; opened, it says everything the log holds about it. */
export function AuditEntry({ row }: { row: AuditRow }) {
  const actor = actorText(row);
  const facts: [string, string | null | undefined][] = [
    [t('audit.address'), row.address],
    [t('audit.target'), row.target ? `${row.target.type} ${row.target.id ?? ''}` : null],
    [t('audit.fields'), row.fields.join(', ')],
    ...detailLines(row.details).map(({ name, text }): [string, string] => [name, text]),
    [t('audit.session'), row.session_id],
    [t('audit.correlation'), row.correlation_id],
    [t('audit.number'), String(row.sequence)],
  ];
  return (
    <li>
      <details className={styles.entry}>
        <summary>
          <Avatar name={actor} size={36} />
          <span className={styles.words}>
            <strong>{actionText(row.action)}</strong>
            <small className="tabular">
              {/* A name may turn the direction of what is written, and must not turn the time beside it. */}
              <bdi>{actor}</bdi> · {dateTime(row.occurred_at)}
            </small>
          </span>
          <ChevronDown size={18} aria-hidden="true" className={styles.arrow} />
        </summary>
        <dl className={styles.facts}>
          {facts.map(([name, value]) =>
            value ? (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
      </details>
    </li>
  );
}
