import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { identities, type Identity } from '@shared/api/singleSignOn';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { StepUpDialog } from '@/features/common/StepUpDialog';
import { toast } from '@/ui/Toast/toast';
import styles from '../settings.module.css';
import { IdentityRows } from './IdentityRows';

/** The providers I sign in by, and a way to part with one. */
export function IdentitiesCard() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.identities, queryFn: identities.list, staleTime: 0 });
  const [parting, setParting] = useState<Identity | null>(null);
  const all = query.data?.items ?? [];
  return (
    <section className={styles.card} aria-labelledby="identities">
      <div>
        <h2 id="identities">{t('identities.title')}</h2>
        <p className={styles.quiet}>{t('identities.text')}</p>
      </div>
      <PageState query={query} failed={t('identities.failed')}>
        {all.length === 0 ? (
          <p className={styles.quiet}>{t('identities.none')}</p>
        ) : (
          <IdentityRows items={all} onPart={setParting} />
        )}
      </PageState>
      {parting ? (
        <StepUpDialog
          reach="password"
          title={t('identities.unlinkTitle', { name: parting.provider_name })}
          action={t('identities.unlink')}
          tone="danger"
          onPassword={async (password) => {
            await identities.remove(parting.id, password);
            await client.invalidateQueries({ queryKey: keys.identities });
            toast(t('identities.unlinked'));
          }}
          onClose={() => setParting(null)}
        >
          <p>{t('identities.unlinkText')}</p>
        </StepUpDialog>
      ) : null}
    </section>
  );
}
