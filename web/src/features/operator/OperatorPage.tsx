import { useEffect, useState, type FormEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Building2, Plus, Search, ShieldAlert } from 'lucide-react';
import { operator, type CompanyUsage } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { Field } from '@/ui/Field/Field';
import { Segmented } from '@/ui/Segmented/Segmented';
import { CompanyCard } from './CompanyCard';
import { NewCompanyDialog } from './NewCompanyDialog';
import { StatusDialog } from './StatusDialog';
import styles from './operator.module.css';

type Status = 'all' | CompanyUsage['status'];

/** Every company of the installation, for whoever runs it. */
export function OperatorPage() {
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<Status>('all');
  const [creating, setCreating] = useState(false);
  const [changing, setChanging] = useState<CompanyUsage | null>(null);
  const filter = { q: search, ...(status === 'all' ? {} : { status }) };
  const query = useInfiniteQuery({
    queryKey: keys.companies(filter),
    queryFn: ({ pageParam }) => operator.list(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
    // What a company uses is nobody else's business: nothing of it stays in memory.
    gcTime: 0,
  });
  useEffect(() => {
    document.title = `${t('operator.title')} · Central`;
  }, []);
  const companies = query.data?.pages.flatMap((page) => page.items) ?? [];
  const refused = query.error instanceof ApiError && query.error.status === 403 ? query.error : null;
  const refresh = () => client.invalidateQueries({ queryKey: ['companies'] });
  const onSearch = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSearch(String(new FormData(event.currentTarget).get('q')).trim());
  };
  if (refused)
    return (
      <div className={styles.page}>
        <EmptyState
          tone="error"
          icon={<ShieldAlert size={32} />}
          title={t('operator.title')}
          text={t(refused.code === 'second_factor_needed' ? 'operator.secondFactor' : 'operator.refused')}
          action={
            refused.code === 'second_factor_needed' ? (
              <Link to="/configuracoes/seguranca" className={styles.link}>
                {t('operator.security')}
              </Link>
            ) : null
          }
        />
      </div>
    );
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t('operator.title')}</h1>
          <p>{t('operator.text')}</p>
        </div>
        <Button variant="primary" icon={<Plus size={18} aria-hidden="true" />} onClick={() => setCreating(true)}>
          {t('operator.create')}
        </Button>
      </header>
      <div className={styles.filters}>
        <form role="search" className={styles.search} onSubmit={onSearch}>
          <Field name="q" type="search" label={t('operator.search')} defaultValue={search} maxLength={254} />
          <Button type="submit" icon={<Search size={18} aria-hidden="true" />}>
            {t('operator.searchButton')}
          </Button>
        </form>
        <Segmented<Status>
          label={t('operator.status')}
          value={status}
          onChange={setStatus}
          segments={[
            { value: 'all', label: t('operator.all') },
            { value: 'active', label: t('operator.active') },
            { value: 'suspended', label: t('operator.suspended') },
          ]}
        />
      </div>
      <PageState query={query} failed={t('operator.failed')}>
        {companies.length === 0 ? (
          <EmptyState icon={<Building2 size={32} />} title={t('operator.none')} text={t('operator.noneText')} />
        ) : (
          <ul className={styles.list}>
            {companies.map((company) => (
              <CompanyCard key={company.id} company={company} onChange={() => setChanging(company)} />
            ))}
          </ul>
        )}
        {query.hasNextPage ? (
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('operator.more')}
          </Button>
        ) : null}
      </PageState>
      {creating ? <NewCompanyDialog onCreated={refresh} onClose={() => setCreating(false)} /> : null}
      {changing ? <StatusDialog company={changing} onChanged={refresh} onClose={() => setChanging(null)} /> : null}
    </div>
  );
}
