import { useState } from 'react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Download, ScrollText, SearchX, ShieldAlert, ShieldCheck } from 'lucide-react';
import { audit } from '@shared/api/administration';
import { api } from '@shared/api/client';
import { t } from '@shared/i18n';
import { saveFile } from '@/data/files';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { StepUpDialog } from '@/features/common/StepUpDialog';
import { Badge } from '@/ui/Badge/Badge';
import { Banner } from '@/ui/Banner/Banner';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { Field, Select } from '@/ui/Field/Field';
import { PageHead } from '../PageHead';
import common from '../settings.module.css';
import { AuditEntry } from './AuditEntry';
import { ACTIONS, actionText, joinParts, toFilter } from './auditText';
import type { AuditSearch } from './search';
import styles from './audit.module.css';

const route = getRouteApi('/app/configuracoes/auditoria');

/** Who did what in the company, and whether anybody has touched the record of it. */
export function AuditPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const filter = toFilter(search);
  const query = useInfiniteQuery({
    queryKey: keys.audit(search),
    queryFn: ({ pageParam }) => audit.list(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    staleTime: 0,
  });
  const { data: users } = useQuery({ queryKey: keys.users, queryFn: api.users.list });
  const [exporting, setExporting] = useState(false);
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.keys(search).length > 0;

  const choose = (change: AuditSearch) => {
    const next = Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value));
    void navigate({ to: '/configuracoes/auditoria', search: next, replace: true });
  };
  const save = async (password: string) => {
    const parts: string[] = [];
    let given = password;
    let cursor: string | null = null;
    do {
      const part: Awaited<ReturnType<typeof audit.export>> = await audit.export(filter, cursor, given);
      parts.push(part.text);
      cursor = part.next;
      given = part.proof ?? password;
    } while (cursor);
    saveFile('auditoria.csv', joinParts(parts), 'text/csv');
  };
  return (
    <>
      <PageHead
        title={t('audit.title')}
        text={t('audit.text')}
        action={
          <Button icon={<Download size={18} aria-hidden="true" />} onClick={() => setExporting(true)}>
            {t('audit.export')}
          </Button>
        }
      />
      <Verification />
      <form className={styles.filters} aria-label={t('audit.search')} onSubmit={(event) => event.preventDefault()}>
        <Select
          label={t('audit.person')}
          value={search.actor ?? ''}
          onChange={(event) => choose({ actor: event.target.value })}
        >
          <option value="">{t('audit.anybody')}</option>
          {(users?.items ?? []).map((user) => (
            <option key={user.id} value={user.id}>
              {user.name}
            </option>
          ))}
        </Select>
        <Select
          label={t('audit.what')}
          value={search.action ?? ''}
          onChange={(event) => choose({ action: event.target.value })}
        >
          <option value="">{t('audit.anything')}</option>
          {ACTIONS.map((action) => (
            <option key={action} value={action}>
              {actionText(action)}
            </option>
          ))}
        </Select>
        <Field
          type="date"
          label={t('audit.from')}
          value={search.from ?? ''}
          max={search.to}
          onChange={(event) => choose({ from: event.target.value })}
        />
        <Field
          type="date"
          label={t('audit.to')}
          value={search.to ?? ''}
          min={search.from}
          onChange={(event) => choose({ to: event.target.value })}
        />
      </form>
      <PageState query={query} failed={t('audit.failed')}>
        {rows.length === 0 ? (
          <EmptyState
            icon={filtered ? <SearchX size={32} /> : <ScrollText size={32} />}
            title={t(filtered ? 'audit.nothingFound' : 'audit.nothing')}
            action={
              filtered ? (
                <Button onClick={() => void navigate({ to: '/configuracoes/auditoria', search: {} })}>
                  {t('filter.clear')}
                </Button>
              ) : null
            }
          />
        ) : (
          <section className={common.card} aria-label={t('audit.rows')}>
            <ul className={styles.rows}>
              {rows.map((row) => (
                <AuditEntry key={row.sequence} row={row} />
              ))}
            </ul>
            {query.hasNextPage ? (
              <Button wide busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('audit.more')}
              </Button>
            ) : null}
          </section>
        )}
      </PageState>
      {exporting ? (
        <StepUpDialog
          title={t('audit.exportTitle')}
          action={t('audit.export')}
          onPassword={save}
          onClose={() => setExporting(false)}
        >
          <p>{t('audit.exportText')}</p>
        </StepUpDialog>
      ) : null}
    </>
  );
}

/** The chain of the log, walked on the server: a row that was changed or removed afterwards breaks it. */
function Verification() {
  const { data, isError } = useQuery({ queryKey: keys.auditState, queryFn: audit.verify, staleTime: 60_000 });
  if (isError || !data) return null;
  if (!data.ok)
    return (
      <Banner tone="error" icon={<ShieldAlert size={18} aria-hidden="true" />}>
        {t('audit.broken', { number: data.broken_at ?? 0 })}
      </Banner>
    );
  return (
    <div className={styles.verified}>
      <Badge tone="ok" icon={<ShieldCheck aria-hidden="true" />}>
        {t('audit.intact')}
      </Badge>
      <small>{t('audit.intactText', { count: data.rows })}</small>
    </div>
  );
}
