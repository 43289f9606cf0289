import { lazy, Suspense, useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { CalendarClock, ChevronDown, Download } from 'lucide-react';
import { supervision, type Period, type Sheet } from '@shared/api/supervision';
import { pauseReason } from '@shared/domain/presence';
import { clockTime, dayKey } from '@shared/format';
import { currentLocale, loadTexts, t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { Field } from '@/ui/Field/Field';
import { hours, sheetTotal } from './times';
import styles from './supervision.module.css';

/** With the texts of what asks for a password, which this screen needs for nothing else. */
const ExportDialog = lazy(async () => {
  const [module] = await Promise.all([import('./ExportDialog'), loadTexts('access')]);
  return module;
});
const DAY = 86_400_000;
const lastWeek = (): Period => ({ since: dayKey(Date.now() - 6 * DAY), until: dayKey(Date.now()) });

/** How everybody spent their time, for a period; opened, day by day. */
export function TimeSheets() {
  const [period, setPeriod] = useState<Period>(lastWeek);
  const [exporting, setExporting] = useState(false);
  const complete = period.since !== '' && period.until !== '';
  const query = useInfiniteQuery({
    queryKey: keys.timeSheets(period),
    queryFn: ({ pageParam }) => supervision.sheets(period, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    enabled: complete,
    staleTime: 0,
  });
  const sheets = (query.data?.pages ?? []).flatMap((page) => page.items).filter((sheet) => sheet.days.length > 0);

  return (
    <section className={styles.card} aria-label={t('supervision.sheets')}>
      <form className={styles.period} onSubmit={(event) => event.preventDefault()}>
        <Field
          type="date"
          label={t('supervision.from')}
          value={period.since}
          max={period.until}
          onChange={(event) => setPeriod({ ...period, since: event.target.value })}
        />
        <Field
          type="date"
          label={t('supervision.to')}
          value={period.until}
          min={period.since}
          onChange={(event) => setPeriod({ ...period, until: event.target.value })}
        />
        <Button
          disabled={!complete}
          icon={<Download size={18} aria-hidden="true" />}
          onClick={() => setExporting(true)}
        >
          {t('supervision.export')}
        </Button>
      </form>
      <PageState query={query} failed={t('supervision.sheetsFailed')}>
        {sheets.length === 0 ? (
          <EmptyState
            icon={<CalendarClock size={32} />}
            title={t('supervision.noSheets')}
            text={t('supervision.noSheetsText')}
          />
        ) : (
          <ul className={styles.sheets}>
            {sheets.map((sheet) => (
              <SheetRow key={sheet.user_id} sheet={sheet} />
            ))}
          </ul>
        )}
        {query.hasNextPage ? (
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('supervision.more')}
          </Button>
        ) : null}
      </PageState>
      {exporting ? (
        <Suspense fallback={null}>
          <ExportDialog period={period} onClose={() => setExporting(false)} />
        </Suspense>
      ) : null}
    </section>
  );
}

function SheetRow({ sheet }: { sheet: Sheet }) {
  const total = sheetTotal(sheet);
  const day = new Intl.DateTimeFormat(currentLocale(), {
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    timeZone: 'UTC',
  });
  return (
    <li>
      <details className={styles.sheet}>
        <summary>
          <span className={styles.words}>
            <strong>{sheet.name}</strong>
            <small className="tabular">
              {t('supervision.sheetTotal', {
                online: hours(total.online),
                busy: hours(total.busy),
                pause: hours(total.pause),
              })}
            </small>
          </span>
          <ChevronDown size={18} aria-hidden="true" className={styles.arrow} />
        </summary>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('supervision.day')}</th>
              <th scope="col">{t('supervision.firstLast')}</th>
              <th scope="col">{t('presence.online')}</th>
              <th scope="col">{t('presence.busy')}</th>
              <th scope="col">{t('presence.pause')}</th>
              <th scope="col">{t('supervision.pauses')}</th>
            </tr>
          </thead>
          <tbody>
            {sheet.days.map((one) => (
              <tr key={one.day}>
                <th scope="row">{day.format(new Date(`${one.day}T12:00:00Z`))}</th>
                <td data-label={t('supervision.firstLast')} className={styles.times} data-wide>
                  {clockTime(one.first_at)}–{clockTime(one.last_at)}
                </td>
                <td data-label={t('presence.online')}>{hours(one.online_seconds)}</td>
                <td data-label={t('presence.busy')}>{hours(one.busy_seconds)}</td>
                <td data-label={t('presence.pause')}>{hours(one.pause_seconds)}</td>
                <td data-label={t('supervision.pauses')} data-wide>
                  {one.pauses
                    .map(
                      (pause) => `${pauseReason(pause.reason) || t('supervision.noReason')}: ${hours(pause.seconds)}`,
                    )
                    .join(' · ') || '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </li>
  );
}
