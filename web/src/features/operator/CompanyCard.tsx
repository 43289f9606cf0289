import type { CompanyUsage } from '@shared/api/administration';
import { dateTime, fileSize, shortDate } from '@shared/format';
import { currentLocale, t } from '@shared/i18n';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import styles from './operator.module.css';

/** One company: how big it is, and whether it may work. */
export function CompanyCard({ company, onChange }: { company: CompanyUsage; onChange: () => void }) {
  const number = new Intl.NumberFormat(currentLocale());
  const active = company.status === 'active';
  const facts: [string, string][] = [
    [t('operator.people'), number.format(company.people)],
    [t('operator.channels'), number.format(company.channels)],
    [
      t('operator.conversations'),
      t('operator.conversationsOf', {
        total: number.format(company.conversations),
        open: number.format(company.open_conversations),
      }),
    ],
    [t('operator.messages'), number.format(company.messages)],
    [t('operator.storage'), company.stored_bytes ? fileSize(company.stored_bytes) : '0'],
    [t('operator.lastActivity'), company.last_activity_at ? dateTime(company.last_activity_at) : t('operator.never')],
  ];
  return (
    <li className={styles.card}>
      <div className={styles.title}>
        <div>
          <h2>{company.name}</h2>
          <p className="tabular">{t('operator.since', { date: shortDate(company.created_at) })}</p>
        </div>
        <Badge tone={active ? 'ok' : 'error'}>{t(`operator.state.${company.status}`)}</Badge>
        <Button
          aria-label={t(active ? 'operator.suspendNamed' : 'operator.resumeNamed', { name: company.name })}
          onClick={onChange}
        >
          {t(active ? 'operator.suspend' : 'operator.resume')}
        </Button>
      </div>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
