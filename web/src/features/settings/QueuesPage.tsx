import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CloudOff, Headset, Pencil } from 'lucide-react';
import { calendars } from '@shared/api/calendars';
import { api, ApiError } from '@shared/api/client';
import type { Queue, User } from '@shared/api/types';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { may } from '@/data/session';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { Field, Select, TextArea } from '@/ui/Field/Field';
import { Skeleton, useLate } from '@/ui/Skeleton/Skeleton';
import { Checkbox } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { standing } from './calendars/plan';
import { PageHead } from './PageHead';
import { QueueWaiting } from './QueueWaiting';
import styles from './settings.module.css';

const MODES = ['round_robin', 'least_busy', 'manual'] as const;

/** Queues: how they share out conversations, how many each agent may have, and who answers. */
export function QueuesPage() {
  const query = useQuery({ queryKey: keys.queues, queryFn: api.queues.list });
  const { data: users } = useQuery({ queryKey: keys.users, queryFn: api.users.list });
  const [editing, setEditing] = useState<string | null>(null);
  const late = useLate(query.isPending);
  const queues = query.data?.items ?? [];
  const manages = may('queues.manage');
  const edited = queues.find((queue) => queue.id === editing);
  return (
    <>
      <PageHead title={t('nav.queues')} text={t('queues.text')} />
      {query.isPending ? (
        <div className={styles.card} role="status" aria-label={t('state.loading')}>
          {late ? <Skeleton height={48} /> : null}
        </div>
      ) : query.isError && queues.length === 0 ? (
        <EmptyState
          tone="error"
          icon={<CloudOff size={32} />}
          title={t('queues.failed')}
          text={describeError(query.error)}
          action={<Button onClick={() => void query.refetch()}>{t('action.tryAgain')}</Button>}
        />
      ) : queues.length === 0 ? (
        <EmptyState icon={<Headset size={32} />} title={t('queues.none')} text={t('queues.noneText')} />
      ) : (
        queues.map((queue) => (
          <section key={queue.id} className={styles.card} aria-label={queue.name}>
            <div className={styles.item}>
              <span className={styles.glyph}>
                <Headset size={24} aria-hidden="true" />
              </span>
              <span className={styles.words}>
                <strong>{queue.name}</strong>
                <small>
                  {t(`queues.mode.${queue.mode}`)} · {t('queues.limitShort', { count: queue.agent_limit })} ·{' '}
                  {t('queues.members', { count: queue.member_ids.length })}
                </small>
                {queue.open && !queue.changes_at ? null : (
                  <small>{standing({ open: queue.open, changes_at: queue.changes_at ?? null })}</small>
                )}
              </span>
              {queue.is_default ? <Badge tone="brand">{t('channels.default')}</Badge> : null}
              {queue.active ? null : <Badge>{t('queues.inactive')}</Badge>}
              {manages ? <QueueWaiting id={queue.id} name={queue.name} /> : null}
              {manages ? (
                <Button
                  icon={<Pencil size={18} aria-hidden="true" />}
                  onClick={() => setEditing(queue.id)}
                  aria-label={t('queues.editNamed', { name: queue.name })}
                >
                  {t('action.edit')}
                </Button>
              ) : null}
            </div>
            <div className={styles.numbers}>
              {queue.open ? null : <Badge tone="warn">{t('hours.closed')}</Badge>}
              <Badge tone={queue.waiting > 0 ? 'warn' : 'neutral'}>
                {t('queues.waiting', { count: queue.waiting })}
              </Badge>
              <Badge>{t('queues.inService', { count: queue.in_service })}</Badge>
              <Badge tone={queue.online > 0 ? 'ok' : 'neutral'}>{t('queues.online', { count: queue.online })}</Badge>
            </div>
          </section>
        ))
      )}
      {edited ? (
        <QueueDialog
          queue={edited}
          users={(users?.items ?? []).filter((user) => user.active)}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </>
  );
}

function QueueDialog({ queue, users, onClose }: { queue: Queue; users: User[]; onClose: () => void }) {
  const client = useQueryClient();
  const hours = useQuery({ queryKey: keys.calendars, queryFn: calendars.list });
  const [members, setMembers] = useState<ReadonlySet<string>>(new Set(queue.member_ids));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get('name')).trim();
    const agent_limit = Number(data.get('agent_limit'));
    const found: Record<string, string> = {};
    if (!name) found['name'] = t('panel.nameMissing');
    if (!Number.isInteger(agent_limit) || agent_limit < 1 || agent_limit > 100)
      found['agent_limit'] = t('queues.limitInvalid');
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await api.queues.update(queue.id, {
        name,
        mode: String(data.get('mode')) as Queue['mode'],
        agent_limit,
        // Not known yet: stays what it is.
        ...(hours.data ? { calendar_id: String(data.get('calendar_id')) || null } : {}),
        out_of_hours_text: String(data.get('out_of_hours_text')).trim() || null,
        member_ids: [...members],
      });
      await client.invalidateQueries({ queryKey: keys.queues });
      toast(t('settings.saved'));
      onClose();
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else toast(describeError(error), { tone: 'error' });
    }
  };
  const toggle = (id: string) =>
    setMembers((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <Dialog
      title={t('queues.edit')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="queue" variant="primary" busy={busy}>
            {t('action.save')}
          </Button>
        </>
      }
    >
      <form id="queue" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        <Field name="name" label={t('queues.name')} defaultValue={queue.name} maxLength={80} error={problems['name']} />
        <Select
          name="mode"
          label={t('queues.modeLabel')}
          hint={t('queues.modeHint')}
          defaultValue={queue.mode}
          error={problems['mode']}
        >
          {MODES.map((mode) => (
            <option key={mode} value={mode}>
              {t(`queues.mode.${mode}`)}
            </option>
          ))}
        </Select>
        <Field
          name="agent_limit"
          type="number"
          min={1}
          max={100}
          label={t('queues.limit')}
          hint={t('queues.limitHint')}
          defaultValue={queue.agent_limit}
          error={problems['agent_limit']}
        />
        {hours.data && hours.data.items.length > 0 ? (
          <Select
            name="calendar_id"
            label={t('queues.calendar')}
            hint={t('queues.calendarHint')}
            defaultValue={queue.calendar_id ?? ''}
          >
            <option value="">{t('queues.calendarDefault')}</option>
            {hours.data.items.map((calendar) => (
              <option key={calendar.id} value={calendar.id}>
                {calendar.name}
              </option>
            ))}
          </Select>
        ) : null}
        <TextArea
          name="out_of_hours_text"
          label={t('queues.outOfHours')}
          hint={t('queues.outOfHoursHint')}
          defaultValue={queue.out_of_hours_text ?? ''}
          maxLength={1000}
          error={problems['out_of_hours_text']}
        />
        <fieldset>
          <legend>{t('queues.whoAnswers')}</legend>
          <div className={styles.members}>
            {users.map((user) => (
              <Checkbox
                key={user.id}
                label={user.name}
                checked={members.has(user.id)}
                onChange={() => toggle(user.id)}
              />
            ))}
          </div>
        </fieldset>
      </form>
    </Dialog>
  );
}
