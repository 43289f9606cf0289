import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { teams as teamList } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import { calendars } from '@shared/api/calendars';
import { queues as actions, skills as skillList, type NewQueue } from '@shared/api/routing';
import type { Queue, User } from '@shared/api/types';
import { changedFields } from '@shared/domain/changes';
import { t, type MessageKey } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select, TextArea } from '@/ui/Field/Field';
import { Segmented } from '@/ui/Segmented/Segmented';
import { Switch } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import styles from '../settings.module.css';
import { SKILLS } from './keys';
import { WhoServes } from './WhoServes';

const TABS = ['general', 'sharing', 'hours', 'ring', 'overflow', 'people'] as const;
type Tab = (typeof TABS)[number];
const MODES = ['round_robin', 'least_busy', 'skills', 'manual'] as const;
const LEVELS = [1, 2, 3, 4, 5] as const;
/** Where each field of the API is, so that what it refuses is shown. */
const TAB_OF: Record<string, Tab> = {
  agent_limit: 'sharing',
  mode: 'sharing',
  skills: 'sharing',
  relax_skills_after_seconds: 'sharing',
  silence_after_seconds: 'sharing',
  calendar_id: 'hours',
  out_of_hours_text: 'hours',
  offer_seconds: 'ring',
  overflow_queue_id: 'overflow',
  overflow_after_seconds: 'overflow',
  member_ids: 'people',
  team_ids: 'people',
};

interface QueueDialogProps {
  /** Null makes a new one. */
  queue: Queue | null;
  queues: readonly Queue[];
  users: readonly User[];
  onClose: () => void;
}

/** Everything about one queue, in parts; what is typed stays when the part changes. */
export function QueueDialog({ queue, queues, users, onClose }: QueueDialogProps) {
  const client = useQueryClient();
  const { data: skills } = useQuery({ queryKey: SKILLS, queryFn: skillList.list });
  const { data: teams } = useQuery({ queryKey: keys.teams, queryFn: teamList.list });
  const { data: hours } = useQuery({ queryKey: keys.calendars, queryFn: calendars.list });
  const [tab, setTab] = useState<Tab>('general');
  // As it was opened: news of the queue must not make what others have changed look like changed here.
  const [before] = useState(() => ({ ...bodyOf(draftOf(queue)), active: queue?.active ?? true }));
  const [draft, setDraft] = useState(() => draftOf(queue));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const show = (found: Record<string, string>) => {
    setProblems(found);
    const first = Object.keys(found)[0];
    if (first) setTab(TAB_OF[first] ?? 'general');
  };

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const found = check(draft);
    show(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      const body = bodyOf(draft);
      if (queue) await actions.update(queue.id, changedFields(before, { ...body, active: draft.active }));
      else await actions.create(body);
      await client.invalidateQueries({ queryKey: keys.queues });
      toast(t('settings.saved'));
      onClose();
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) show(error.fields);
      else toast(describeError(error), { tone: 'error' });
    }
  };
  const number = (name: NumberField, label: MessageKey, hint?: MessageKey, field: string = name) => (
    <Field
      inputMode="numeric"
      label={t(label)}
      hint={hint ? t(hint) : undefined}
      value={draft[name]}
      onChange={(event) => set({ [name]: event.target.value })}
      error={problems[field]}
    />
  );

  return (
    <Dialog
      title={t(queue ? 'queues.edit' : 'queue.new')}
      kind="wide"
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
        <div className={styles.tabs}>
          <Segmented
            kind="underline"
            label={t('queue.tabs')}
            segments={TABS.map((value) => ({ value, label: t(`queue.tab.${value}`) }))}
            value={tab}
            onChange={setTab}
          />
        </div>
        {tab === 'general' ? (
          <>
            <Field
              label={t('queues.name')}
              value={draft.name}
              maxLength={80}
              onChange={(event) => set({ name: event.target.value })}
              error={problems['name']}
            />
            <Field
              label={t('queue.description')}
              value={draft.description}
              maxLength={2000}
              onChange={(event) => set({ description: event.target.value })}
              error={problems['description']}
            />
            {number('priority', 'queue.priority', 'queue.priorityHint')}
            {queue && !queue.is_default ? (
              <Switch label={t('queue.active')} checked={draft.active} onChange={(active) => set({ active })} />
            ) : null}
          </>
        ) : null}
        {tab === 'sharing' ? (
          <>
            <Select
              label={t('queues.modeLabel')}
              hint={t(`queue.modeHint.${draft.mode}`)}
              value={draft.mode}
              onChange={(event) => set({ mode: event.target.value as Draft['mode'] })}
              error={problems['mode']}
            >
              {MODES.map((mode) => (
                <option key={mode} value={mode}>
                  {t(`queues.mode.${mode}`)}
                </option>
              ))}
            </Select>
            {draft.mode === 'skills' ? (
              <fieldset>
                <legend>{t('queue.skills')}</legend>
                {skills?.items.length === 0 ? <p className={styles.quiet}>{t('queue.noSkills')}</p> : null}
                <div className={styles.form}>
                  {(skills?.items ?? []).map((skill) => (
                    <Select
                      key={skill.id}
                      label={skill.name}
                      value={draft.skills[skill.id] ?? 0}
                      onChange={(event) => set({ skills: { ...draft.skills, [skill.id]: Number(event.target.value) } })}
                    >
                      <option value={0}>{t('queue.levelNone')}</option>
                      {LEVELS.map((level) => (
                        <option key={level} value={level}>
                          {t('queue.level', { level })}
                        </option>
                      ))}
                    </Select>
                  ))}
                  {number('relaxMinutes', 'queue.relax', 'queue.relaxHint', 'relax_skills_after_seconds')}
                </div>
              </fieldset>
            ) : null}
            {number('agent_limit', 'queues.limit', 'queues.limitHint')}
            <Switch
              label={t('queue.sticky')}
              hint={t('queue.stickyHint')}
              checked={draft.sticky}
              onChange={(sticky) => set({ sticky })}
            />
            {number('silenceMinutes', 'queue.silence', 'queue.silenceHint', 'silence_after_seconds')}
          </>
        ) : null}
        {tab === 'hours' ? (
          <>
            <Select
              label={t('queues.calendar')}
              hint={t('queues.calendarHint')}
              value={draft.calendar_id}
              onChange={(event) => set({ calendar_id: event.target.value })}
              error={problems['calendar_id']}
            >
              <option value="">{t('queues.calendarDefault')}</option>
              {(hours?.items ?? []).map((calendar) => (
                <option key={calendar.id} value={calendar.id}>
                  {calendar.name}
                </option>
              ))}
            </Select>
            <TextArea
              label={t('queues.outOfHours')}
              hint={t('queues.outOfHoursHint')}
              value={draft.out_of_hours_text}
              maxLength={1000}
              onChange={(event) => set({ out_of_hours_text: event.target.value })}
              error={problems['out_of_hours_text']}
            />
          </>
        ) : null}
        {tab === 'ring' ? (
          <>
            <Switch
              label={t('queue.offers')}
              hint={t('queue.offersHint')}
              checked={draft.offers}
              onChange={(offers) => set({ offers })}
            />
            {draft.offers ? (
              <>
                {number('offerSeconds', 'queue.offerSeconds', undefined, 'offer_seconds')}
                <Switch
                  label={t('queue.pauseSilent')}
                  hint={t('queue.pauseSilentHint')}
                  checked={draft.pause_when_silent}
                  onChange={(pause_when_silent) => set({ pause_when_silent })}
                />
              </>
            ) : null}
          </>
        ) : null}
        {tab === 'overflow' ? (
          <>
            <Select
              label={t('queue.overflowQueue')}
              hint={t('queue.overflowHint')}
              value={draft.overflow_queue_id}
              onChange={(event) => set({ overflow_queue_id: event.target.value })}
              error={problems['overflow_queue_id']}
            >
              <option value="">{t('queue.overflowNone')}</option>
              {queues
                .filter((other) => other.id !== queue?.id && other.active)
                .map((other) => (
                  <option key={other.id} value={other.id}>
                    {other.name}
                  </option>
                ))}
            </Select>
            {draft.overflow_queue_id
              ? number('overflowMinutes', 'queue.overflowAfter', undefined, 'overflow_after_seconds')
              : null}
          </>
        ) : null}
        {tab === 'people' ? (
          <WhoServes
            users={users}
            teams={teams ?? []}
            chosenUsers={draft.members}
            chosenTeams={draft.teams}
            onMembers={(members) => set({ members })}
            onTeams={(chosen) => set({ teams: chosen })}
          />
        ) : null}
      </form>
    </Dialog>
  );
}

type NumberField = 'agent_limit' | 'priority' | 'relaxMinutes' | 'silenceMinutes' | 'offerSeconds' | 'overflowMinutes';
interface Draft extends Record<NumberField, string> {
  name: string;
  description: string;
  active: boolean;
  mode: Queue['mode'];
  sticky: boolean;
  offers: boolean;
  pause_when_silent: boolean;
  overflow_queue_id: string;
  calendar_id: string;
  out_of_hours_text: string;
  skills: Record<string, number>;
  members: string[];
  teams: string[];
}

const minutes = (seconds: number | undefined): string => String(Math.round((seconds ?? 0) / 60));

function draftOf(queue: Queue | null): Draft {
  return {
    name: queue?.name ?? '',
    description: queue?.description ?? '',
    active: queue?.active ?? true,
    mode: queue?.mode ?? 'round_robin',
    priority: String(queue?.priority ?? 5),
    agent_limit: String(queue?.agent_limit ?? 5),
    sticky: queue?.sticky ?? true,
    relaxMinutes: minutes(queue?.relax_skills_after_seconds),
    silenceMinutes: minutes(queue?.silence_after_seconds),
    offers: (queue?.offer_seconds ?? 0) > 0,
    offerSeconds: String(queue?.offer_seconds || 30),
    pause_when_silent: queue?.pause_when_silent ?? false,
    overflow_queue_id: (queue?.overflow_after_seconds ?? 0) > 0 ? (queue?.overflow_queue_id ?? '') : '',
    overflowMinutes: minutes(queue?.overflow_after_seconds || 600),
    calendar_id: queue?.calendar_id ?? '',
    out_of_hours_text: queue?.out_of_hours_text ?? '',
    skills: Object.fromEntries((queue?.skills ?? []).map((skill) => [skill.skill_id, skill.level])),
    members: [...(queue?.chosen_ids ?? [])],
    teams: [...(queue?.team_ids ?? [])],
  };
}

const within = (text: string, least: number, most: number): boolean =>
  /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

function check(draft: Draft): Record<string, string> {
  const found: Record<string, string> = {};
  if (!draft.name.trim()) found['name'] = t('panel.nameMissing');
  if (!within(draft.priority, 1, 10)) found['priority'] = t('queue.priorityInvalid');
  if (!within(draft.agent_limit, 1, 100)) found['agent_limit'] = t('queues.limitInvalid');
  if (!within(draft.relaxMinutes, 0, 1440)) found['relax_skills_after_seconds'] = t('queue.minutesInvalid');
  if (!within(draft.silenceMinutes, 0, 1440)) found['silence_after_seconds'] = t('queue.minutesInvalid');
  if (draft.offers && !within(draft.offerSeconds, 5, 600)) found['offer_seconds'] = t('queue.offerInvalid');
  if (draft.overflow_queue_id && !within(draft.overflowMinutes, 1, 1440))
    found['overflow_after_seconds'] = t('queue.overflowMissing');
  return found;
}

function bodyOf(draft: Draft): NewQueue {
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    mode: draft.mode,
    priority: Number(draft.priority),
    agent_limit: Number(draft.agent_limit),
    sticky: draft.sticky,
    relax_skills_after_seconds: Number(draft.relaxMinutes) * 60,
    silence_after_seconds: Number(draft.silenceMinutes) * 60,
    offer_seconds: draft.offers ? Number(draft.offerSeconds) : 0,
    pause_when_silent: draft.offers && draft.pause_when_silent,
    overflow_queue_id: draft.overflow_queue_id || null,
    calendar_id: draft.calendar_id || null,
    out_of_hours_text: draft.out_of_hours_text.trim() || null,
    overflow_after_seconds: draft.overflow_queue_id ? Number(draft.overflowMinutes) * 60 : 0,
    skills: Object.entries(draft.skills)
      .filter(([, level]) => level > 0)
      .map(([skill_id, level]) => ({ skill_id, level })),
    member_ids: draft.members,
    team_ids: draft.teams,
  };
}
