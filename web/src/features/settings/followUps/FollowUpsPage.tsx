import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { BellRing, Pencil, Plus, Trash2 } from 'lucide-react';
import { api } from '@shared/api/client';
import { followUps, type FollowUpRule } from '@shared/api/later';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { may } from '@/data/session';
import { ConfirmDialog } from '@/features/common/ConfirmDialog';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Switch } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { Opened } from '../Opened';
import { PageHead } from '../PageHead';
import styles from '../settings.module.css';
import { ruleText } from './draft';
import { RuleDialog } from './RuleDialog';

const KEY = ['followUpRules'] as const;

/** What happens by itself when somebody is silent: rules, each in one readable sentence. */
export function FollowUpsPage() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: KEY, queryFn: followUps.list, staleTime: 0 });
  const { data: queues } = useQuery({ queryKey: keys.queues, queryFn: api.queues.list });
  const { data: channels } = useQuery({ queryKey: keys.channels, queryFn: api.channels.list });
  const [open, setOpen] = useState<FollowUpRule | 'new' | null>(null);
  const [removing, setRemoving] = useState<FollowUpRule | null>(null);
  const manages = may('queues.manage');
  const rules = query.data?.items ?? [];
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: KEY });
  };
  const readAgain = async (rule: FollowUpRule | 'new') => {
    if (rule === 'new') return null;
    const [now] = await Promise.all([followUps.readRule(rule.id), refresh()]);
    return now;
  };
  const scope = (rule: FollowUpRule) =>
    [
      queues?.items.find((queue) => queue.id === rule.queue_id)?.name ?? t('followUps.anyQueue'),
      channels?.items.find((channel) => channel.id === rule.channel_id)?.name ?? t('followUps.anyChannel'),
    ].join(' · ');
  const turn = async ({ id, ...rule }: FollowUpRule, active: boolean) => {
    try {
      await followUps.replace(id, { ...rule, active } as Parameters<typeof followUps.replace>[1]);
    } catch (error) {
      toast(describeError(error));
    }
    // Also when it was refused: somebody else may have changed it meanwhile.
    await refresh();
  };
  const create = (
    <Button variant="primary" icon={<Plus size={18} aria-hidden="true" />} onClick={() => setOpen('new')}>
      {t('followUps.new')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('followUps.title')}
        text={t('followUps.text')}
        action={manages && rules.length > 0 ? create : null}
      />
      <PageState query={query} failed={t('followUps.failed')}>
        {rules.length === 0 ? (
          <EmptyState
            icon={<BellRing size={32} />}
            title={t('followUps.none')}
            text={t('followUps.noneText')}
            action={manages ? create : null}
          />
        ) : (
          rules.map((rule) => (
            <section key={rule.id} className={styles.card} aria-label={rule.name}>
              <div className={styles.item}>
                <span className={styles.glyph}>
                  <BellRing size={24} aria-hidden="true" />
                </span>
                <span className={styles.words}>
                  <strong>{rule.name}</strong>
                  <small>{scope(rule)}</small>
                </span>
                {manages ? (
                  <>
                    <Button
                      icon={<Pencil size={18} aria-hidden="true" />}
                      onClick={() => setOpen(rule)}
                      aria-label={t('followUps.editNamed', { name: rule.name })}
                    >
                      {t('action.edit')}
                    </Button>
                    <IconButton
                      label={t('action.removeNamed', { name: rule.name })}
                      icon={<Trash2 size={18} />}
                      onClick={() => setRemoving(rule)}
                    />
                  </>
                ) : null}
              </div>
              <p>{ruleText(rule)}</p>
              {manages ? (
                <Switch
                  label={t('followUps.active')}
                  checked={rule.active}
                  onChange={(active) => void turn(rule, active)}
                />
              ) : rule.active ? null : (
                <p className={styles.quiet}>{t('followUps.off')}</p>
              )}
            </section>
          ))
        )}
      </PageState>
      {open ? (
        <Opened latest={open === 'new' ? null : open} read={() => readAgain(open)}>
          {(rule, { load }) => (
            <RuleDialog
              rule={rule}
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
          title={t('followUps.removeTitle', { name: removing.name })}
          action={t('action.delete')}
          onConfirm={() => followUps.remove(removing.id).then(refresh)}
          onClose={() => setRemoving(null)}
        >
          <p>{t('followUps.removeText')}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
