import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { api, ApiError } from '@shared/api/client';
import { skills as actions, type Skill, type SkillInput } from '@shared/api/routing';
import { changedFields } from '@shared/domain/changes';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { ConfirmDialog } from '@/features/common/ConfirmDialog';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import { toast } from '@/ui/Toast/toast';
import styles from '../settings.module.css';
import { CardFrame } from './CardFrame';
import { SKILLS } from './keys';

const LEVELS = [1, 2, 3, 4, 5] as const;
const NEW = 'new';

/** The company's skills: who can them how well, and which labels ask for them. */
export function SkillsCard() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: SKILLS, queryFn: actions.list });
  const [editing, setEditing] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<Skill | null>(null);
  const edited = query.data?.items.find((skill) => skill.id === editing);
  return (
    <CardFrame
      title={t('skills.title')}
      text={t('skills.text')}
      query={query}
      action={
        <Button icon={<Plus size={18} aria-hidden="true" />} onClick={() => setEditing(NEW)}>
          {t('skills.new')}
        </Button>
      }
    >
      {({ items }) => (
        <>
          {items.length === 0 ? <p className={styles.quiet}>{t('skills.none')}</p> : null}
          <ul className={styles.rows}>
            {items.map((skill) => (
              <li key={skill.id} className={styles.item}>
                <span className={styles.words}>
                  <strong>{skill.name}</strong>
                  <small>
                    {t('skills.people', { count: skill.agents.length })} · {t('skills.queues', { count: skill.queues })}
                  </small>
                </span>
                <span className={styles.buttons}>
                  <IconButton
                    label={t('routing.editNamed', { name: skill.name })}
                    icon={<Pencil size={18} />}
                    onClick={() => setEditing(skill.id)}
                  />
                  <IconButton
                    label={t('skills.deleteNamed', { name: skill.name })}
                    icon={<Trash2 size={18} />}
                    onClick={() => setDeleting(skill)}
                  />
                </span>
              </li>
            ))}
          </ul>
          {edited || editing === NEW ? <SkillDialog skill={edited ?? null} onClose={() => setEditing(null)} /> : null}
          {deleting ? (
            <ConfirmDialog
              title={t('skills.deleteNamed', { name: deleting.name })}
              action={t('skills.delete')}
              onConfirm={async () => {
                await actions.remove(deleting.id);
                await client.invalidateQueries({ queryKey: SKILLS });
              }}
              onClose={() => setDeleting(null)}
            >
              {t('skills.deleteText')}
            </ConfirmDialog>
          ) : null}
        </>
      )}
    </CardFrame>
  );
}

function SkillDialog({ skill, onClose }: { skill: Skill | null; onClose: () => void }) {
  const client = useQueryClient();
  const { data: users } = useQuery({ queryKey: keys.users, queryFn: api.users.list });
  const { data: labels } = useQuery({ queryKey: keys.labels, queryFn: api.labels.list });
  // As it was opened: news of the skill must not make what others have changed look like changed here.
  const [before] = useState(() => (skill ? bodyOf(skill) : {}));
  const [name, setName] = useState(skill?.name ?? '');
  const [people, setPeople] = useState<Record<string, number>>(
    Object.fromEntries((skill?.agents ?? []).map((agent) => [agent.user_id, agent.level])),
  );
  const [asking, setAsking] = useState<Record<string, number>>(
    Object.fromEntries((skill?.labels ?? []).map((label) => [label.label_id, label.level])),
  );
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!name.trim()) return setProblems({ name: t('panel.nameMissing') });
    setBusy(true);
    const body = {
      name: name.trim(),
      agents: chosen(people).map(([user_id, level]) => ({ user_id, level })),
      labels: chosen(asking).map(([label_id, level]) => ({ label_id, level })),
    };
    try {
      await (skill ? actions.update(skill.id, changedFields(before, body)) : actions.create(body));
      await client.invalidateQueries({ queryKey: SKILLS });
      toast(t('settings.saved'));
      onClose();
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && error.fields['name']) setProblems(error.fields);
      else toast(describeError(error), { tone: 'error' });
    }
  };
  const level = (id: string, label: string, none: string, all: Record<string, number>, set: typeof setPeople) => (
    <Select
      key={id}
      label={label}
      value={all[id] ?? 0}
      onChange={(event) => set({ ...all, [id]: Number(event.target.value) })}
    >
      <option value={0}>{none}</option>
      {LEVELS.map((number) => (
        <option key={number} value={number}>
          {t('skills.levelName', { level: number })}
        </option>
      ))}
    </Select>
  );
  return (
    <Dialog
      title={t(skill ? 'skills.edit' : 'skills.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="skill" variant="primary" busy={busy}>
            {t('action.save')}
          </Button>
        </>
      }
    >
      <form id="skill" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        <Field
          label={t('skills.name')}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
          error={problems['name']}
        />
        <fieldset>
          <legend>{t('skills.who')}</legend>
          <div className={styles.form}>
            {(users?.items ?? [])
              .filter((user) => user.active)
              .map((user) => level(user.id, user.name, t('skills.levelNone'), people, setPeople))}
          </div>
        </fieldset>
        {labels && labels.items.length > 0 ? (
          <fieldset>
            <legend>{t('skills.labels')}</legend>
            <div className={styles.form}>
              {labels.items.map((label) => level(label.id, label.name, t('queue.levelNone'), asking, setAsking))}
            </div>
          </fieldset>
        ) : null}
      </form>
    </Dialog>
  );
}

const bodyOf = ({ name, agents, labels }: Skill): SkillInput => ({
  name,
  agents: agents.map(({ user_id, level }) => ({ user_id, level })),
  labels: labels.map(({ label_id, level }) => ({ label_id, level })),
});

const chosen = (levels: Record<string, number>): [string, number][] =>
  Object.entries(levels).filter(([, level]) => level > 0);
