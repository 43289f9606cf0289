import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useParams } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, Clock, LinkIcon, Star } from 'lucide-react';
import { ApiError } from '@shared/api/client';
import { surveys, type SurveyPage as Survey } from '@shared/api/surveys';
import { activateLocale, isLocale, t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { CompanyMark } from '@/ui/CompanyMark/CompanyMark';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { TextArea } from '@/ui/Field/Field';
import styles from './surveys.module.css';

const RATINGS = [1, 2, 3, 4, 5] as const;

/** What a contact opens by a link: how did we do? Nobody is signed in here, and nothing is said about the contact. */
export function SurveyPage() {
  const { token } = useParams({ from: '/avaliacao/$token' });
  const client = useQueryClient();
  const key = ['survey', token];
  const query = useQuery({
    queryKey: key,
    queryFn: async () => {
      const found = await surveys.page(token);
      // The company's language, for this page only.
      if (isLocale(found.locale)) await activateLocale(found.locale, false);
      return found;
    },
    staleTime: Infinity,
    retry: (count, error) => count < 2 && error instanceof ApiError && error.transient,
  });
  useEffect(() => {
    document.title = t('survey.title');
  }, [query.data]);
  const gone = query.error instanceof ApiError && (query.error.status === 404 || query.error.status === 422);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        {gone ? (
          <EmptyState level={1} icon={<LinkIcon size={32} />} title={t('survey.gone')} text={t('survey.goneText')} />
        ) : (
          <PageState query={query} failed={t('survey.failed')}>
            {query.data ? (
              <Content survey={query.data} token={token} onChange={(next) => client.setQueryData(key, next)} />
            ) : null}
          </PageState>
        )}
      </div>
    </main>
  );
}

interface ContentProps {
  survey: Survey;
  token: string;
  onChange: (next: Survey) => void;
}

function Content({ survey, token, onChange }: ContentProps) {
  return (
    <>
      <p className={styles.company}>
        <CompanyMark name={survey.company} color={survey.brand_color} size={44} />
        {survey.company}
      </p>
      {survey.state === 'expired' ? (
        <EmptyState level={1} icon={<Clock size={32} />} title={t('survey.expired')} text={t('survey.expiredText')} />
      ) : survey.state === 'open' ? (
        <Rate survey={survey} token={token} onChange={onChange} />
      ) : (
        <Rated survey={survey} token={token} onChange={onChange} />
      )}
    </>
  );
}

/** Sends an answer; what was answered meanwhile, elsewhere or twice, shows as it is now. */
function useAnswer(token: string, onChange: (next: Survey) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const send = async (body: { rating?: number; comment?: string }) => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    try {
      onChange(await surveys.answer(token, body));
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) onChange(await surveys.page(token));
      else setProblem(describeError(error));
    }
    setBusy(false);
  };
  return { busy, problem, setProblem, send };
}

function Rate({ survey, token, onChange }: ContentProps) {
  const [rating, setRating] = useState<number>();
  const { busy, problem, setProblem, send } = useAnswer(token, onChange);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const comment = String(new FormData(event.currentTarget).get('comment') ?? '').trim();
    if (rating === undefined) setProblem(t('survey.missing'));
    else void send({ rating, ...(comment ? { comment } : {}) });
  };
  return (
    <form noValidate className={styles.form} onSubmit={onSubmit}>
      <h1 id="survey-question">{survey.question}</h1>
      <div role="radiogroup" aria-labelledby="survey-question" className={styles.ratings}>
        {RATINGS.map((number) => (
          <label key={number} className={styles.rating}>
            <input
              type="radio"
              name="rating"
              value={number}
              checked={rating === number}
              aria-label={t('survey.rating', { number, label: t(`survey.label.${number}`) })}
              onChange={() => {
                setRating(number);
                setProblem('');
              }}
            />
            <Star
              size={26}
              aria-hidden="true"
              fill={rating !== undefined && number <= rating ? 'currentColor' : 'none'}
            />
            <span>{number}</span>
          </label>
        ))}
      </div>
      <p className={styles.chosen} aria-hidden="true">
        {rating === undefined ? t('survey.scale') : t(`survey.label.${rating as 1 | 2 | 3 | 4 | 5}`)}
      </p>
      {survey.ask_comment ? <TextArea name="comment" label={t('survey.comment')} rows={4} maxLength={2000} /> : null}
      {problem ? (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      ) : null}
      <Button type="submit" variant="primary" wide busy={busy}>
        {t('survey.send')}
      </Button>
    </form>
  );
}

function Rated({ survey, token, onChange }: ContentProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { busy, problem, setProblem, send } = useAnswer(token, onChange);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const comment = String(new FormData(event.currentTarget).get('comment') ?? '').trim();
    if (comment) void send({ comment });
    else setProblem(t('survey.commentMissing'));
  };
  return (
    <>
      <div className={styles.thanks} role="status">
        <CircleCheck size={44} aria-hidden="true" />
        <h1 ref={heading} tabIndex={-1}>
          {t('survey.thanks')}
        </h1>
        <p>{t('survey.given', { rating: survey.rating ?? 0 })}</p>
      </div>
      {survey.comment_open && survey.ask_comment ? (
        <form noValidate className={styles.form} onSubmit={onSubmit}>
          <TextArea name="comment" label={t('survey.comment')} rows={4} maxLength={2000} error={problem || undefined} />
          <Button type="submit" wide busy={busy}>
            {t('survey.sendComment')}
          </Button>
        </form>
      ) : null}
    </>
  );
}
