import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { SearchX, Star } from 'lucide-react';
import { api } from '@shared/api/client';
import { surveys, type SurveyAnswer, type SurveyFilter, type SurveySummary } from '@shared/api/surveys';
import { dateTime } from '@shared/format';
import { currentLocale, t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { Field, Select } from '@/ui/Field/Field';
import common from '../settings.module.css';
import styles from './surveys.module.css';

const RATINGS = [5, 4, 3, 2, 1] as const;

/** What contacts answered: the mean, how many gave what, and every answer with its comment. */
export function Answers() {
  const [filter, setFilter] = useState<SurveyFilter>({});
  const { data: queues } = useQuery({ queryKey: keys.queues, queryFn: api.queues.list });
  const { data: users } = useQuery({ queryKey: keys.users, queryFn: api.users.list });
  const summary = useQuery({
    queryKey: [...keys.surveyAnswers, 'summary', { ...filter, rating: undefined }],
    queryFn: () => surveys.summary(filter),
    staleTime: 0,
  });
  const query = useInfiniteQuery({
    queryKey: [...keys.surveyAnswers, filter],
    queryFn: ({ pageParam }) => surveys.answers(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    staleTime: 0,
  });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const choose = (change: SurveyFilter) => setFilter({ ...filter, ...change });
  return (
    <section className={common.card} aria-labelledby="survey-answers">
      <h2 id="survey-answers">{t('surveys.answers')}</h2>
      <form className={styles.filters} aria-label={t('surveys.filter')} onSubmit={(event) => event.preventDefault()}>
        <Select
          label={t('surveys.queue')}
          value={filter.queue_id ?? ''}
          onChange={(event) => choose({ queue_id: event.target.value || undefined })}
        >
          <option value="">{t('surveys.any')}</option>
          {(queues?.items ?? []).map((queue) => (
            <option key={queue.id} value={queue.id}>
              {queue.name}
            </option>
          ))}
        </Select>
        <Select
          label={t('surveys.agent')}
          value={filter.user_id ?? ''}
          onChange={(event) => choose({ user_id: event.target.value || undefined })}
        >
          <option value="">{t('surveys.anybody')}</option>
          {(users?.items ?? []).map((user) => (
            <option key={user.id} value={user.id}>
              {user.name}
            </option>
          ))}
        </Select>
        <Select
          label={t('surveys.rating')}
          value={filter.rating ?? ''}
          onChange={(event) => choose({ rating: Number(event.target.value) || undefined })}
        >
          <option value="">{t('surveys.any')}</option>
          {RATINGS.map((rating) => (
            <option key={rating} value={rating}>
              {rating}
            </option>
          ))}
        </Select>
        <Field
          type="date"
          label={t('surveys.since')}
          value={filter.since ?? ''}
          max={filter.until}
          onChange={(event) => choose({ since: event.target.value || undefined })}
        />
        <Field
          type="date"
          label={t('surveys.until')}
          value={filter.until ?? ''}
          min={filter.since}
          onChange={(event) => choose({ until: event.target.value || undefined })}
        />
      </form>
      {summary.data ? <Summary summary={summary.data} /> : null}
      <PageState query={query} failed={t('surveys.answersFailed')}>
        {rows.length === 0 ? (
          <EmptyState
            icon={filtered ? <SearchX size={32} /> : <Star size={32} />}
            title={t(filtered ? 'surveys.nothingFound' : 'surveys.nothing')}
            action={filtered ? <Button onClick={() => setFilter({})}>{t('filter.clear')}</Button> : null}
          />
        ) : (
          <>
            <ul className={styles.answers}>
              {rows.map((row) => (
                <Answer key={row.id} row={row} />
              ))}
            </ul>
            {query.hasNextPage ? (
              <Button wide busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('surveys.more')}
              </Button>
            ) : null}
          </>
        )}
      </PageState>
    </section>
  );
}

function Summary({ summary }: { summary: SurveySummary }) {
  const { asked, answered, mean, by_rating: counts } = summary;
  if (mean === null) return null;
  const format = new Intl.NumberFormat(currentLocale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <div className={styles.summary}>
      <p className={styles.mean}>
        <strong className="tabular">{format.format(mean)}</strong>
        <span>{t('surveys.answered', { answered, asked })}</span>
      </p>
      <ul className={styles.bars}>
        {RATINGS.map((rating) => {
          const count = counts[rating - 1] ?? 0;
          return (
            <li key={rating} className="tabular">
              <span aria-hidden="true">{rating} ★</span>
              <span className={styles.bar} aria-hidden="true">
                <span style={{ width: `${(100 * count) / Math.max(1, answered)}%` }} />
              </span>
              <span aria-hidden="true">{count}</span>
              <span className="visually-hidden">{t('surveys.count', { rating, count })}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Answer({ row }: { row: SurveyAnswer }) {
  return (
    <li>
      <span className={styles.stars} role="img" aria-label={t('surveys.given', { rating: row.rating })}>
        {[1, 2, 3, 4, 5].map((number) => (
          <Star key={number} size={16} aria-hidden="true" fill={number <= row.rating ? 'currentColor' : 'none'} />
        ))}
      </span>
      <div className={styles.words}>
        {row.comment ? <p>{row.comment}</p> : null}
        {row.entered_by ? <small>{t('surveys.enteredBy', { name: row.entered_by.name })}</small> : null}
        <small>
          {[row.agent?.name, row.queue.name, row.ticket.protocol, dateTime(row.answered_at)]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </div>
      <Link to="/conversas/$id" params={{ id: row.conversation_id }} className={styles.open}>
        {row.contact.name || t('surveys.open')}
      </Link>
    </li>
  );
}
