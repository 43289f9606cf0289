import { useState, type FormEvent } from 'react';
import { Download } from 'lucide-react';
import { privacy, type IncidentReport } from '@shared/api/administration';
import { dateTime } from '@shared/format';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { saveFile } from '@/data/files';
import { fieldProblems, OwnPasswordField } from '@/features/common/OwnPasswordField';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { Field } from '@/ui/Field/Field';
import { actionText } from '../audit/auditText';
import styles from '../settings.module.css';
import { periodOf, periodProblems } from './incident';

/** Who did what in a time, for a report to the authority: a summary to read, and everything to keep. */
export function IncidentCard() {
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<IncidentReport | null>(null);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const password = String(data.get('password') ?? '');
    const from = String(data.get('from'));
    const until = String(data.get('until'));
    const found = periodProblems(from, until, password);
    setProblem('');
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      setReport(await privacy.incident({ ...periodOf(from, until), password }));
    } catch (error) {
      const fields = fieldProblems(error);
      if (Object.keys(fields).length > 0) setProblems(fields);
      else setProblem(describeError(error));
    }
    setBusy(false);
  };
  return (
    <section className={styles.card} aria-labelledby="incident">
      <h2 id="incident">{t('incident.title')}</h2>
      <p className={styles.quiet}>{t('incident.text')}</p>
      <form noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        {problem ? (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        ) : null}
        <Field name="from" type="datetime-local" label={t('incident.from')} error={problems['from']} />
        <Field name="until" type="datetime-local" label={t('incident.until')} error={problems['until']} />
        <OwnPasswordField error={problems['password']} />
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" busy={busy}>
            {t('incident.make')}
          </Button>
        </div>
      </form>
      {report ? <Summary report={report} /> : null}
    </section>
  );
}

function Summary({ report }: { report: IncidentReport }) {
  const name = (person: IncidentReport['people'][number]) =>
    person.name ?? t(person.kind === 'system' ? 'incident.system' : 'incident.unknown');
  return (
    <div className={styles.form} role="status">
      {report.chain.ok ? (
        <p>{t('incident.chainOk', { count: report.chain.rows })}</p>
      ) : (
        <p className={styles.problem}>{t('incident.chainBroken', { row: report.chain.broken_at ?? 0 })}</p>
      )}
      {report.complete ? null : <p className={styles.problem}>{t('incident.more')}</p>}
      {report.people.length === 0 ? <p className={styles.quiet}>{t('incident.nobody')}</p> : null}
      {report.people.length > 0 ? (
        <>
          <h3>{t('incident.people')}</h3>
          <ul className={styles.rows}>
            {report.people.map((person) => (
              <li key={`${person.kind}-${person.id}`} className={styles.item}>
                <span className={styles.words}>
                  <strong>{name(person)}</strong>
                  <small className="tabular">
                    {`${dateTime(person.first_at)} – ${dateTime(person.last_at)}`}
                    {person.addresses.length > 0
                      ? ` · ${t('incident.addresses', { addresses: person.addresses.join(', ') })}`
                      : ''}
                  </small>
                </span>
                <Badge>{t('incident.count', { count: person.actions })}</Badge>
              </li>
            ))}
          </ul>
          <h3>{t('incident.actions')}</h3>
          <ul className={styles.rows}>
            {Object.entries(report.actions).map(([action, count]) => (
              <li key={action} className={styles.item}>
                <span className={styles.words}>{actionText(action)}</span>
                <Badge>{t('incident.count', { count })}</Badge>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <div className={styles.buttons}>
        <Button
          icon={<Download size={18} aria-hidden="true" />}
          onClick={() =>
            saveFile(`incidente-${report.from.slice(0, 10)}.json`, JSON.stringify(report, null, 2), 'application/json')
          }
        >
          {t('incident.download')}
        </Button>
      </div>
    </div>
  );
}
