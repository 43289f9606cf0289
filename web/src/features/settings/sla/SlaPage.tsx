import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Timer, Trash2 } from 'lucide-react';
import { slaPolicies, type SlaPolicy } from '@shared/api/administration';
import { api } from '@shared/api/client';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { may } from '@/data/session';
import { ConfirmDialog } from '@/features/common/ConfirmDialog';
import { PageState } from '@/features/common/PageState';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Opened } from '../Opened';
import { PageHead } from '../PageHead';
import styles from '../settings.module.css';
import { PolicyDialog } from './PolicyDialog';
import { promiseText } from './policyText';

/** What the company promises: policies, what each is for, and what happens when its time runs out. */
export function SlaPage() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.slaPolicies, queryFn: slaPolicies.list, staleTime: 0 });
  const { data: queues } = useQuery({ queryKey: keys.queues, queryFn: api.queues.list });
  const { data: channels } = useQuery({ queryKey: keys.channels, queryFn: api.channels.list });
  const [open, setOpen] = useState<SlaPolicy | 'new' | null>(null);
  const [removing, setRemoving] = useState<SlaPolicy | null>(null);
  const manages = may('queues.manage');
  const policies = query.data?.items ?? [];
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: keys.slaPolicies });
  };
  const readAgain = async (policy: SlaPolicy | 'new') => {
    if (policy === 'new') return null;
    const [now] = await Promise.all([slaPolicies.read(policy.id), refresh()]);
    return now;
  };
  const scope = (policy: SlaPolicy) =>
    [
      queues?.items.find((queue) => queue.id === policy.queue_id)?.name ?? t('slas.anyQueue'),
      channels?.items.find((channel) => channel.id === policy.channel_id)?.name ?? t('slas.anyChannel'),
      policy.priority_class ? t(`priority.full.${policy.priority_class}`) : t('slas.anyPriority'),
    ].join(' · ');
  const create = (
    <Button variant="primary" icon={<Plus size={18} aria-hidden="true" />} onClick={() => setOpen('new')}>
      {t('slas.new')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('slas.title')} text={t('slas.text')} action={manages && policies.length > 0 ? create : null} />
      <PageState query={query} failed={t('slas.failed')}>
        {policies.length === 0 ? (
          <EmptyState
            icon={<Timer size={32} />}
            title={t('slas.none')}
            text={t('slas.noneText')}
            action={manages ? create : null}
          />
        ) : (
          policies.map((policy) => (
            <section key={policy.id} className={styles.card} aria-label={policy.name}>
              <div className={styles.item}>
                <span className={styles.glyph}>
                  <Timer size={24} aria-hidden="true" />
                </span>
                <span className={styles.words}>
                  <strong>{policy.name}</strong>
                  <small>{scope(policy)}</small>
                </span>
                {policy.active ? null : <Badge>{t('slas.off')}</Badge>}
                {manages ? (
                  <>
                    <Button
                      icon={<Pencil size={18} aria-hidden="true" />}
                      onClick={() => setOpen(policy)}
                      aria-label={t('slas.editNamed', { name: policy.name })}
                    >
                      {t('action.edit')}
                    </Button>
                    <IconButton
                      label={t('action.removeNamed', { name: policy.name })}
                      icon={<Trash2 size={18} />}
                      onClick={() => setRemoving(policy)}
                    />
                  </>
                ) : null}
              </div>
              <p>{promiseText(policy)}</p>
              {policy.steps.length > 0 ? (
                <div className={styles.numbers}>
                  {policy.steps.map((step, index) => (
                    <Badge key={index}>
                      {t(`slas.when.${step.when}`)}: {t(`slas.action.${step.action}`)}
                    </Badge>
                  ))}
                </div>
              ) : null}
            </section>
          ))
        )}
      </PageState>
      {open ? (
        <Opened latest={open === 'new' ? null : open} read={() => readAgain(open)}>
          {(policy, { load }) => (
            <PolicyDialog
              policy={policy}
              queues={queues?.items ?? []}
              channels={channels?.items ?? []}
              onSaved={refresh}
              onLoad={load}
              onClose={() => setOpen(null)}
            />
          )}
        </Opened>
      ) : null}
      {removing ? (
        <ConfirmDialog
          title={t('slas.removeTitle', { name: removing.name })}
          action={t('action.delete')}
          onConfirm={() => slaPolicies.remove(removing.id).then(refresh)}
          onClose={() => setRemoving(null)}
        >
          <p>{t('slas.removeText')}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
