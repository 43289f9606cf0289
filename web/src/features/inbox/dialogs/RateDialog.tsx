import { useState, type FormEvent } from 'react';
import { Star } from 'lucide-react';
import { ApiError } from '@shared/api/client';
import { tickets } from '@shared/api/tickets';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { queryClient } from '@/data/queryClient';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { TextArea } from '@/ui/Field/Field';
import { toast } from '@/ui/Toast/toast';
import styles from './RateDialog.module.css';

const RATINGS = [1, 2, 3, 4, 5] as const;

/** Enters what a customer said about a ticket by telephone or in person. It is kept once and says who entered it. */
export default function RateDialog({ protocol, onClose }: { protocol: string; onClose: () => void }) {
  const [problem, setProblem] = useState('');
  const [rating, setRating] = useState(0);
  const [busy, setBusy] = useState(false);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (rating === 0) {
      setProblem(t('rate.missing'));
      return;
    }
    const comment = String(new FormData(event.currentTarget).get('comment') ?? '').trim();
    setBusy(true);
    try {
      await tickets.rate(protocol, { rating, ...(comment ? { comment } : {}) });
      toast(t('rate.saved'));
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'already_rated') {
        setBusy(false);
        setProblem(describeError(error));
        return;
      }
      toast(describeError(error), { tone: 'error' });
    }
    for (const key of ['tickets', 'satisfaction', 'surveyAnswers'])
      void queryClient.invalidateQueries({ queryKey: [key] });
    onClose();
  };
  return (
    <Dialog
      title={t('rate.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="rate" variant="primary" busy={busy}>
            {t('rate.save')}
          </Button>
        </>
      }
    >
      <form id="rate" noValidate onSubmit={(event) => void onSubmit(event)} className={styles.form}>
        <p>{t('rate.explain', { protocol })}</p>
        <fieldset className={styles.stars}>
          <legend>{t('rate.rating')}</legend>
          {RATINGS.map((number) => (
            <label key={number} data-on={number <= rating ? '' : undefined}>
              <input
                type="radio"
                name="rating"
                value={number}
                checked={rating === number}
                onChange={() => {
                  setRating(number);
                  setProblem('');
                }}
                className="visually-hidden"
                aria-label={t('rate.stars', { rating: number })}
              />
              <Star size={28} aria-hidden="true" fill={number <= rating ? 'currentColor' : 'none'} />
              <span aria-hidden="true">{number}</span>
            </label>
          ))}
        </fieldset>
        <TextArea name="comment" label={t('rate.comment')} rows={3} maxLength={2000} />
        {problem ? (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}
