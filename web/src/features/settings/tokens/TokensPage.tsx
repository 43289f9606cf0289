import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { tokens, type Token } from '@shared/api/administration';
import { dateTime, shortDate } from '@shared/format';
import { t } from '@shared/i18n';
import { useNow } from '@/data/clock';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { StepUpDialog } from '@/features/common/StepUpDialog';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { toast } from '@/ui/Toast/toast';
import { PageHead } from '../PageHead';
import styles from '../settings.module.css';
import { TokenDialog } from './TokenDialog';

/** What programs get in with. */
export function TokensPage() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.tokens, queryFn: tokens.list, staleTime: 0 });
  const [creating, setCreating] = useState(false);
  const [ending, setEnding] = useState<Token | null>(null);
  const now = useNow();
  const all = query.data ?? [];
  const create = (
    <Button variant="primary" icon={<Plus size={18} aria-hidden="true" />} onClick={() => setCreating(true)}>
      {t('tokens.new')}
    </Button>
  );
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: keys.tokens });
  };
  return (
    <>
      <PageHead title={t('tokens.title')} text={t('tokens.text')} action={all.length > 0 ? create : null} />
      <PageState query={query} failed={t('tokens.failed')}>
        {all.length === 0 ? (
          <EmptyState
            icon={<KeyRound size={32} />}
            title={t('tokens.none')}
            text={t('tokens.noneText')}
            action={create}
          />
        ) : (
          <section className={styles.card} aria-label={t('tokens.title')}>
            <ul className={styles.rows}>
              {all.map((token) => {
                const over = token.expires_at !== null && Date.parse(token.expires_at) <= now;
                return (
                  <li key={token.id} className={styles.item}>
                    <span className={styles.glyph}>
                      <KeyRound size={22} aria-hidden="true" />
                    </span>
                    <span className={styles.words}>
                      <strong>{token.name}</strong>
                      <small className="tabular">
                        {t('tokens.hint', { hint: token.hint })} ·{' '}
                        {t('tokens.permissions', { count: token.permissions.length })} ·{' '}
                        {t('tokens.by', { name: token.created_by.name })}
                      </small>
                      <small className="tabular">
                        {token.last_used_at
                          ? t('security.lastUsed', { time: dateTime(token.last_used_at) })
                          : t('tokens.neverUsed')}
                      </small>
                    </span>
                    <Badge tone={over ? 'warn' : 'neutral'}>
                      {token.expires_at
                        ? t(over ? 'tokens.over' : 'tokens.until', { date: shortDate(token.expires_at) })
                        : t('tokens.noEnd')}
                    </Badge>
                    <Button onClick={() => setEnding(token)} aria-label={t('tokens.revokeNamed', { name: token.name })}>
                      {t('tokens.revoke')}
                    </Button>
                  </li>
                );
              })}
            </ul>
          </section>
        )}
      </PageState>
      {creating ? <TokenDialog onCreated={refresh} onClose={() => setCreating(false)} /> : null}
      {ending ? (
        <StepUpDialog
          title={t('tokens.revokeTitle', { name: ending.name })}
          action={t('tokens.revoke')}
          tone="danger"
          onPassword={async (password) => {
            await tokens.remove(ending.id, password);
            await refresh();
            toast(t('tokens.revoked'));
          }}
          onClose={() => setEnding(null)}
        >
          <p>{t('tokens.revokeText')}</p>
        </StepUpDialog>
      ) : null}
    </>
  );
}
