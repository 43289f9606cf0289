import { useEffect, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { SlidersHorizontal } from 'lucide-react';
import { teams } from '@shared/api/administration';
import { api } from '@shared/api/client';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { Field, Select } from '@/ui/Field/Field';
import { Segmented } from '@/ui/Segmented/Segmented';
import { orderOf, type TicketSearch } from './filter';
import styles from './tickets.module.css';

/** Pause after typing before the server is asked, in milliseconds. */
const PAUSE = 250;

interface TicketFiltersProps {
  search: TicketSearch;
  onChange: (change: Partial<TicketSearch>, replace?: boolean) => void;
}

/** Whose tickets, the protocol, and behind one button everything else that narrows the list. */
export function TicketFilters({ search, onChange }: TicketFiltersProps) {
  const { data: queues } = useQuery({ queryKey: keys.queues, queryFn: api.queues.list });
  const { data: users } = useQuery({ queryKey: keys.users, queryFn: api.users.list });
  const { data: groups } = useQuery({ queryKey: keys.teams, queryFn: teams.list });
  const own = search.whose === undefined;
  const wrongPeriod = search.from && search.to && search.to < search.from ? t('tickets.periodInvalid') : undefined;
  const more = [search.queue, search.agent, search.team, search.priority, search.sla, search.from, search.to];
  return (
    <form className={styles.filters} aria-label={t('tickets.filters')} onSubmit={(event) => event.preventDefault()}>
      <div className={styles.first}>
        <Segmented
          label={t('tickets.whose')}
          value={search.whose ?? 'all'}
          onChange={(whose) => onChange({ whose: whose === 'all' ? undefined : whose } as Partial<TicketSearch>)}
          segments={[
            { value: 'all', label: t('tickets.everybody') },
            { value: 'mine', label: t('tickets.mine') },
            { value: 'unassigned', label: t('tickets.unassigned') },
          ]}
        />
        <ProtocolField value={search.q ?? ''} onChange={(q) => onChange({ q }, true)} />
      </div>
      <details className={styles.more} open={more.some((value) => value !== undefined) || undefined}>
        <summary>
          <SlidersHorizontal size={18} aria-hidden="true" />
          {t('tickets.filters')}
        </summary>
        <div className={styles.fields}>
          <Select
            label={t('tickets.queue')}
            value={search.queue ?? ''}
            onChange={(event) => onChange({ queue: event.target.value })}
          >
            <option value="">{t('tickets.any')}</option>
            {(queues?.items ?? []).map((queue) => (
              <option key={queue.id} value={queue.id}>
                {queue.name}
              </option>
            ))}
          </Select>
          {own ? (
            <>
              <Select
                label={t('tickets.agent')}
                value={search.agent ?? ''}
                onChange={(event) => onChange({ agent: event.target.value })}
              >
                <option value="">{t('tickets.any')}</option>
                {(users?.items ?? []).map((user) => (
                  <option key={user.id} value={user.id}>
                    {user.name}
                  </option>
                ))}
              </Select>
              <Select
                label={t('tickets.team')}
                value={search.team ?? ''}
                onChange={(event) => onChange({ team: event.target.value })}
              >
                <option value="">{t('tickets.any')}</option>
                {(groups ?? []).map((team) => (
                  <option key={team.id} value={team.id}>
                    {team.name}
                  </option>
                ))}
              </Select>
            </>
          ) : null}
          <Select
            label={t('tickets.priority')}
            value={search.priority ?? ''}
            onChange={(event) => onChange({ priority: event.target.value } as Partial<TicketSearch>)}
          >
            <option value="">{t('tickets.any')}</option>
            {(['high', 'medium', 'low'] as const).map((level) => (
              <option key={level} value={level}>
                {t(`priority.${level}`)}
              </option>
            ))}
          </Select>
          {search.state === 'closed' ? null : (
            <Select
              label={t('tickets.sla')}
              value={search.sla ?? ''}
              onChange={(event) => onChange({ sla: event.target.value } as Partial<TicketSearch>)}
            >
              <option value="">{t('tickets.any')}</option>
              <option value="at_risk">{t('sla.filter.at_risk')}</option>
              <option value="late">{t('sla.filter.late')}</option>
            </Select>
          )}
          <Field
            type="date"
            label={t('tickets.from')}
            value={search.from ?? ''}
            max={search.to}
            onChange={(event) => onChange({ from: event.target.value })}
          />
          <Field
            type="date"
            label={t('tickets.to')}
            value={search.to ?? ''}
            min={search.from}
            error={wrongPeriod}
            onChange={(event) => onChange({ to: event.target.value })}
          />
          <Select
            label={t('tickets.order')}
            value={orderOf(search)}
            onChange={(event) => onChange({ sort: event.target.value } as Partial<TicketSearch>)}
          >
            <option value="-entered_at">{t('tickets.newest')}</option>
            <option value="entered_at">{t('tickets.oldest')}</option>
          </Select>
        </div>
      </details>
    </form>
  );
}

/** The beginning of a protocol; what is typed is asked for after a pause. */
function ProtocolField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  // It can also be cleared elsewhere.
  useEffect(() => setText((typed) => (typed === value ? typed : value)), [value]);
  const type = (typed: string) => {
    const next = typed.replace(/[^\d-]/g, '').slice(0, 40);
    setText(next);
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next), PAUSE);
  };
  return (
    <Field
      type="search"
      inputMode="numeric"
      label={t('tickets.protocol')}
      placeholder={t('tickets.protocolHint')}
      value={text}
      onChange={(event) => type(event.target.value)}
    />
  );
}
