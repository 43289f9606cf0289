import { Link } from '@tanstack/react-router';
import { Circle, CircleCheck, Clock } from 'lucide-react';
import { t, type MessageKey } from '@shared/i18n';
import { PageState } from '@/features/common/PageState';
import { Badge } from '@/ui/Badge/Badge';
import { PageHead } from '../PageHead';
import { PLACES, readyOf, stepText } from './ready';
import { TrialCard } from './TrialCard';
import { useChecklist } from './useChecklist';
import page from '../settings.module.css';
import styles from './start.module.css';

/** Whether the company can serve customers: every line is looked up, and changes by itself. */
export function ReadyPage() {
  const query = useChecklist();
  const ready = readyOf(query.data?.items ?? []);
  return (
    <>
      <PageHead title={t('ready.title')} text={t('ready.text')} />
      <PageState query={query} failed={t('ready.failed')}>
        <section className={page.card} aria-labelledby="ready-progress">
          <h2 id="ready-progress">
            <span role="status">
              {ready.complete ? t('ready.all') : t('ready.progress', { done: ready.done, total: ready.steps.length })}
            </span>
          </h2>
          <progress
            className={styles.bar}
            aria-labelledby="ready-progress"
            value={ready.done}
            max={ready.steps.length}
          />
          <ul className={page.rows}>
            {ready.steps.map((step) => {
              const place = PLACES[step.key];
              return (
                <li key={step.key} className={styles.line} data-done={step.done || undefined}>
                  {step.done ? <CircleCheck size={22} aria-hidden="true" /> : <Circle size={22} aria-hidden="true" />}
                  <span className={page.words}>
                    <strong>{t(stepText(step.key))}</strong>
                    {step.done ? null : <small>{t(`ready.how.${step.key}` as MessageKey)}</small>}
                  </span>
                  <Badge tone={step.done ? 'ok' : 'warn'}>{t(step.done ? 'ready.done' : 'ready.open')}</Badge>
                  {!step.done && place ? (
                    <Link to={place} className={styles.link}>
                      {t(`ready.go.${step.key}` as MessageKey)}
                    </Link>
                  ) : null}
                </li>
              );
            })}
          </ul>
        </section>
        <TrialCard />
        {ready.later.length > 0 ? (
          <section className={page.card} aria-labelledby="ready-later">
            <h2 id="ready-later">{t('ready.laterTitle')}</h2>
            <p className={page.quiet}>{t('ready.laterText')}</p>
            <ul className={page.rows}>
              {ready.later.map((step) => (
                <li key={step.key} className={styles.line}>
                  <Clock size={22} aria-hidden="true" />
                  <span className={page.words}>{t(stepText(step.key))}</span>
                  <Badge>{t('ready.later')}</Badge>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </PageState>
    </>
  );
}
