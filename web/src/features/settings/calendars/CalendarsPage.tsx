import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarClock, Plus, Trash2 } from 'lucide-react';
import { calendars, type Calendar } from '@shared/api/calendars';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { currentSession, may } from '@/data/session';
import { ConfirmDialog } from '@/features/common/ConfirmDialog';
import { PageState } from '@/features/common/PageState';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { IconButton } from '@/ui/IconButton/IconButton';
import { PageHead } from '../PageHead';
import styles from '../settings.module.css';
import { CalendarDialog } from './CalendarDialog';
import { draftOf, newDraft, standing, type Draft } from './plan';

/** Working hours: calendars that queues go by, each with its week, holidays and exceptions. */
export function CalendarsPage() {
  const client = useQueryClient();
  const manages = may('queues.manage');
  const query = useQuery({ queryKey: keys.calendars, queryFn: calendars.list, staleTime: 0 });
  const [editing, setEditing] = useState<{ id: string | null; draft: Draft } | null>(null);
  const [removing, setRemoving] = useState<Calendar | null>(null);
  const all = query.data?.items ?? [];
  const refresh = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.calendars }),
      client.invalidateQueries({ queryKey: keys.queues }),
    ]);
  };
  const begin = (kind: 'business' | 'always') =>
    setEditing({ id: null, draft: newDraft(currentSession().account.time_zone, kind, all.length === 0) });
  const create = (
    <Button variant="primary" icon={<Plus size={18} aria-hidden="true" />} onClick={() => begin('business')}>
      {t('hours.new')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('hours.title')} text={t('hours.text')} action={manages && all.length > 0 ? create : null} />
      <PageState query={query} failed={t('hours.failed')}>
        {all.length === 0 ? (
          <EmptyState
            icon={<CalendarClock size={32} />}
            title={t('hours.none')}
            text={t('hours.noneText')}
            action={
              manages ? (
                <div className={styles.buttons}>
                  <Button variant="primary" onClick={() => begin('business')}>
                    {t('hours.useBusiness')}
                  </Button>
                  <Button onClick={() => begin('always')}>{t('hours.useAlways')}</Button>
                </div>
              ) : null
            }
          />
        ) : (
          <section className={styles.card} aria-label={t('hours.title')}>
            <ul className={styles.rows}>
              {all.map((calendar) => (
                <li key={calendar.id} className={styles.item}>
                  <span className={styles.glyph}>
                    <CalendarClock size={22} aria-hidden="true" />
                  </span>
                  <span className={styles.words}>
                    <strong>{calendar.name}</strong>
                    <small>{standing({ open: calendar.open, changes_at: calendar.changes_at ?? null })}</small>
                    <small>
                      {calendar.used_by.length > 0
                        ? t('hours.usedBy', { names: calendar.used_by.map((user) => user.name).join(', ') })
                        : t('hours.unused')}
                    </small>
                  </span>
                  {calendar.is_default ? <Badge tone="brand">{t('hours.default')}</Badge> : null}
                  <Badge tone={calendar.open ? 'ok' : 'neutral'}>
                    {t(calendar.open ? 'hours.openBadge' : 'hours.closedBadge')}
                  </Badge>
                  {manages ? (
                    <>
                      <Button
                        onClick={() => setEditing({ id: calendar.id, draft: draftOf(calendar) })}
                        aria-label={t('hours.editNamed', { name: calendar.name })}
                      >
                        {t('action.edit')}
                      </Button>
                      <IconButton
                        label={t('action.removeNamed', { name: calendar.name })}
                        icon={<Trash2 size={18} />}
                        onClick={() => setRemoving(calendar)}
                      />
                    </>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        )}
      </PageState>
      {editing ? (
        <CalendarDialog id={editing.id} start={editing.draft} onSaved={refresh} onClose={() => setEditing(null)} />
      ) : null}
      {removing ? (
        <ConfirmDialog
          title={t('hours.removeTitle', { name: removing.name })}
          action={t('action.delete')}
          onConfirm={() => calendars.remove(removing.id).then(refresh)}
          onClose={() => setRemoving(null)}
        >
          <p>
            {removing.used_by.length > 0
              ? t('hours.inUse', { names: removing.used_by.map((user) => user.name).join(', ') })
              : t('hours.removeText')}
          </p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
