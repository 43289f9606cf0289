import { useState, type FormEvent } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { calendars } from '@shared/api/calendars';
import { ApiError } from '@shared/api/client';
import { dateTime } from '@shared/format';
import { changedFields } from '@shared/domain/changes';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Checkbox } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { timeZones } from '../company/company';
import settings from '../settings.module.css';
import styles from './calendars.module.css';
import { HolidaysFields } from './HolidaysFields';
import { HoursRows } from './HoursRows';
import { bodyOf, standing, type Draft } from './plan';
import { SpecialDays } from './SpecialDays';

interface CalendarDialogProps {
  /** null: a new one. */
  id: string | null;
  start: Draft;
  onSaved: () => Promise<void>;
  onClose: () => void;
}

/** One calendar: its week, holidays and special days, and what they mean right now. */
export function CalendarDialog({ id, start, onSaved, onClose }: CalendarDialogProps) {
  const [draft, setDraft] = useState(start);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const body = bodyOf(draft);
  const { name: _name, is_default: _default, ...plan } = body;
  const preview = useQuery({
    queryKey: ['hoursPreview', plan],
    queryFn: () => calendars.preview(plan),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setProblem('');
    setProblems(body.name ? {} : { name: t('panel.nameMissing') });
    if (!body.name) return;
    setBusy(true);
    try {
      await (id ? calendars.update(id, changedFields(bodyOf(start), body)) : calendars.create(body));
      await onSaved();
      toast(t('settings.saved'));
      onClose();
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && error.fields['name']) setProblems(error.fields);
      else setProblem(describeError(error));
    }
  };
  const setDay = (weekday: number, hours: Draft['week'][number]) =>
    change({ week: draft.week.map((before, day) => (day === weekday ? hours : before)) });
  const refused = preview.error instanceof ApiError && preview.error.status === 422 ? describeError(preview.error) : '';
  return (
    <Dialog
      kind="wide"
      title={id ? start.name : t('hours.new')}
      onClose={onClose}
      footer={
        <>
          <span className={styles.standing} role="status">
            {refused ||
              (preview.data ? standing({ ...preview.data, changes_at: preview.data.changes_at ?? null }) : '')}
          </span>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="calendar" variant="primary" busy={busy}>
            {t('action.save')}
          </Button>
        </>
      }
    >
      <form id="calendar" noValidate className={settings.form} onSubmit={(event) => void onSubmit(event)}>
        <div className={styles.pair}>
          <Field
            label={t('hours.name')}
            value={draft.name}
            maxLength={80}
            error={problems['name']}
            onChange={(event) => change({ name: event.target.value })}
          />
          <Select
            label={t('hours.zone')}
            value={draft.time_zone}
            onChange={(event) => change({ time_zone: event.target.value })}
          >
            {timeZones(draft.time_zone).map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </Select>
        </div>
        <Checkbox
          label={t('hours.isDefault')}
          checked={draft.is_default}
          onChange={(is_default) => change({ is_default })}
        />
        <fieldset className={styles.week}>
          <legend>{t('hours.week')}</legend>
          {draft.week.map((hours, weekday) => {
            const label = t(`hours.weekday.${weekday as 0 | 1 | 2 | 3 | 4 | 5 | 6}`);
            return (
              <div key={weekday} className={styles.day}>
                <strong>{label}</strong>
                <HoursRows label={label} hours={hours} onChange={(next) => setDay(weekday, next)} />
                <IconButton
                  label={t('hours.copyNamed', { day: label })}
                  icon={<Copy size={18} />}
                  onClick={() => {
                    // From a working day to the working days; from the weekend to both of its days.
                    change({ week: draft.week.map((before, day) => (day < 5 === weekday < 5 ? hours : before)) });
                    toast(t(weekday < 5 ? 'hours.copiedWorkdays' : 'hours.copiedWeekend'));
                  }}
                />
              </div>
            );
          })}
        </fieldset>
        <HolidaysFields draft={draft} onChange={change} />
        <SpecialDays days={draft.days} onChange={(days) => change({ days })} />
        {preview.data && !refused ? (
          <details className={styles.preview}>
            <summary>{t('hours.preview')}</summary>
            <ul>
              {preview.data.openings.map((one) => (
                <li key={one.opens_at}>
                  {dateTime(one.opens_at)} – {dateTime(one.closes_at)}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {problem ? (
          <p role="alert" className={settings.problem}>
            {problem}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}
