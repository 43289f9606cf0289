import { useNavigate, useSearch } from '@tanstack/react-router';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Select } from '@/ui/Field/Field';
import { Switch } from '@/ui/Switch/Switch';
import { useChannels, useLabels, useQueues, useUsers } from '../queries';
import { parseInboxSearch } from '../search';

/** Filters beyond the view; each takes effect at once and lives in the address. */
export default function FiltersDialog() {
  const search = parseInboxSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const navigate = useNavigate();
  const { data: channels } = useChannels();
  const { data: queues } = useQueues();
  const { data: labels } = useLabels();
  const { data: users } = useUsers();
  const change = (next: Record<string, unknown>) =>
    void navigate({
      to: '.',
      search: (before: Record<string, unknown>) => parseInboxSearch({ ...before, ...next }),
      replace: true,
    });
  return (
    <Dialog
      title={t('filter.title')}
      onClose={closeDialog}
      footer={
        <>
          <Button
            onClick={() =>
              change({
                status: '',
                channel: '',
                queue: '',
                agent: '',
                label: '',
                priority: '',
                sla: '',
                unread: false,
                sort: '',
              })
            }
          >
            {t('filter.clear')}
          </Button>
          <Button variant="primary" onClick={closeDialog}>
            {t('filter.done')}
          </Button>
        </>
      }
    >
      <Select
        label={t('filter.status')}
        value={search.status ?? ''}
        onChange={(event) => change({ status: event.target.value })}
      >
        <option value="">{t('status.open')}</option>
        <option value="snoozed">{t('status.snoozed')}</option>
        <option value="closed">{t('status.closed')}</option>
        <option value="any">{t('status.any')}</option>
      </Select>
      <Select
        label={t('filter.priority')}
        value={search.priority ?? ''}
        onChange={(event) => change({ priority: event.target.value })}
      >
        <option value="">{t('filter.anyPriority')}</option>
        <option value="high">{t('priority.full.high')}</option>
        <option value="medium">{t('priority.full.medium')}</option>
        <option value="low">{t('priority.full.low')}</option>
      </Select>
      <Select
        label={t('filter.sla')}
        value={search.sla ?? ''}
        onChange={(event) => change({ sla: event.target.value })}
      >
        <option value="">{t('filter.anySla')}</option>
        <option value="at_risk">{t('sla.filter.at_risk')}</option>
        <option value="late">{t('sla.filter.late')}</option>
      </Select>
      <Select
        label={t('filter.channel')}
        value={search.channel ?? ''}
        onChange={(event) => change({ channel: event.target.value })}
      >
        <option value="">{t('filter.anyChannel')}</option>
        {channels?.map((channel) => (
          <option key={channel.id} value={channel.id}>
            {channel.name}
          </option>
        ))}
      </Select>
      <Select
        label={t('filter.queue')}
        value={search.queue ?? ''}
        onChange={(event) => change({ queue: event.target.value })}
      >
        <option value="">{t('filter.anyQueue')}</option>
        {queues?.map((queue) => (
          <option key={queue.id} value={queue.id}>
            {queue.open ? queue.name : t('queue.closedNow', { name: queue.name })}
          </option>
        ))}
      </Select>
      <Select
        label={t('filter.agent')}
        value={search.agent ?? ''}
        onChange={(event) => change({ agent: event.target.value })}
      >
        <option value="">{t('filter.anyAgent')}</option>
        {users?.map((user) => (
          <option key={user.id} value={user.id}>
            {user.name}
          </option>
        ))}
      </Select>
      <Select
        label={t('filter.label')}
        value={search.label ?? ''}
        onChange={(event) => change({ label: event.target.value })}
      >
        <option value="">{t('filter.anyLabel')}</option>
        {labels?.map((label) => (
          <option key={label.id} value={label.name}>
            {label.name}
          </option>
        ))}
      </Select>
      <Select
        label={t('filter.sort')}
        value={search.sort ?? ''}
        onChange={(event) => change({ sort: event.target.value })}
      >
        <option value="">{t('sort.-last_activity_at')}</option>
        <option value="last_activity_at">{t('sort.last_activity_at')}</option>
        <option value="-priority">{t('sort.-priority')}</option>
        <option value="waiting_since">{t('sort.waiting_since')}</option>
        <option value="sla_due_at">{t('sort.sla_due_at')}</option>
      </Select>
      <Switch label={t('filter.unread')} checked={search.unread ?? false} onChange={(unread) => change({ unread })} />
    </Dialog>
  );
}
