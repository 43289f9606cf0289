import type { ReactNode } from 'react';
import { CloudOff } from 'lucide-react';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { Skeleton, useLate } from '@/ui/Skeleton/Skeleton';
import styles from './common.module.css';

interface Asked {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  data: unknown;
  refetch: () => Promise<unknown>;
}

/** Loading, failed with a way to try again, or the content: data that is already there stays when a refresh fails. */
export function PageState({ query, failed, children }: { query: Asked; failed: string; children: ReactNode }) {
  const late = useLate(query.isPending);
  if (query.isPending)
    return (
      <div className={styles.loading} role="status" aria-label={t('state.loading')}>
        {late ? (
          <>
            <Skeleton height={48} />
            <Skeleton height={48} />
            <Skeleton height={48} />
          </>
        ) : null}
      </div>
    );
  if (query.isError && query.data === undefined)
    return (
      <EmptyState
        tone="error"
        icon={<CloudOff size={32} />}
        title={failed}
        text={describeError(query.error)}
        action={<Button onClick={() => void query.refetch()}>{t('action.tryAgain')}</Button>}
      />
    );
  return children;
}
