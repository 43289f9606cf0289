import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { Button } from '@/ui/Button/Button';
import { Skeleton } from '@/ui/Skeleton/Skeleton';
import styles from '../settings.module.css';

interface CardFrameProps<Data> {
  title: string;
  text: string;
  query: UseQueryResult<Data>;
  action?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** A card of the settings with what it loads: its title, waiting, failure and contents. */
export function CardFrame<Data>({ title, text, query, action, children }: CardFrameProps<Data>) {
  return (
    <section className={styles.card} aria-label={title}>
      <div className={styles.head}>
        <div>
          <h2>{title}</h2>
          <p className={styles.quiet}>{text}</p>
        </div>
        {action}
      </div>
      {query.data ? (
        children(query.data)
      ) : query.isError ? (
        <div role="alert" className={styles.item}>
          <p className={styles.words}>
            {t('routing.failed')}. {describeError(query.error)}
          </p>
          <Button onClick={() => void query.refetch()}>{t('action.tryAgain')}</Button>
        </div>
      ) : (
        <div role="status" aria-label={t('state.loading')}>
          <Skeleton height={48} />
        </div>
      )}
    </section>
  );
}
