import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Person } from '@shared/api/administration';
import { identities, type Identity } from '@shared/api/singleSignOn';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { StepUpDialog } from '@/features/common/StepUpDialog';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { toast } from '@/ui/Toast/toast';
import { IdentityRows } from '../security/IdentityRows';
import styles from '../settings.module.css';

/** The providers a colleague signs in by, and a way to part them: a wrong account was linked, or theirs was replaced. */
export function IdentitiesDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const client = useQueryClient();
  const queryKey = keys.identitiesOf(person.id);
  const query = useQuery({ queryKey, queryFn: () => identities.listOf(person.id), staleTime: 0 });
  const [parting, setParting] = useState<Identity | null>(null);
  const items = query.data?.items ?? [];
  if (parting)
    return (
      <StepUpDialog
        title={t('identities.unlinkOfTitle', { provider: parting.provider_name, name: person.name })}
        action={t('identities.unlink')}
        tone="danger"
        onPassword={async (password) => {
          await identities.removeOf(person.id, parting.id, password);
          await client.invalidateQueries({ queryKey });
          toast(t('identities.unlinked'));
        }}
        onClose={() => setParting(null)}
      >
        <p>{t('identities.unlinkOfText', { email: parting.email })}</p>
      </StepUpDialog>
    );
  return (
    <Dialog
      title={t('identities.ofTitle', { name: person.name })}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('action.close')}</Button>}
    >
      <PageState query={query} failed={t('identities.failed')}>
        {items.length === 0 ? (
          <p className={styles.quiet}>{t('identities.noneOf')}</p>
        ) : (
          <IdentityRows items={items} onPart={setParting} />
        )}
      </PageState>
    </Dialog>
  );
}
