import { useQuery } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { teams } from '@shared/api/administration';
import { api } from '@shared/api/client';
import type { Queue } from '@shared/api/types';
import { priorityLevel } from '@shared/domain/priority';
import { formatSpan } from '@shared/domain/span';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { Button } from '@/ui/Button/Button';
import { Field, Select } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import settings from '../settings.module.css';
import { newStep, type StepDraft } from './draft';
import styles from './sla.module.css';

const WHEN = ['warn_50', 'warn_80', 'breach'] as const;
const ACTIONS = ['notify', 'raise_priority', 'move_to_queue', 'assign_person', 'assign_team'] as const;
/** What a class of priority is raised to: its lowest number. */
const PRIORITIES = ['8', '4'];
const MOST = 20;

interface StepsEditorProps {
  steps: StepDraft[];
  queues: readonly Queue[];
  problems: Readonly<Record<string, string>>;
  onChange: (steps: StepDraft[]) => void;
}

/** What happens when time runs out, one step under the other. */
export function StepsEditor({ steps, queues, problems, onChange }: StepsEditorProps) {
  const { data: users } = useQuery({ queryKey: keys.users, queryFn: api.users.list });
  const { data: allTeams } = useQuery({ queryKey: keys.teams, queryFn: teams.list });
  const change = (index: number, next: Partial<StepDraft>) =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...next } : step)));
  const choices = ({ action, what }: StepDraft): { id: string; name: string }[] => {
    switch (action) {
      case 'notify':
        return [];
      case 'raise_priority':
        return [...new Set([...PRIORITIES, what].filter(Boolean))].map((id) => ({
          id,
          name: t(`priority.full.${priorityLevel(Number(id))}`),
        }));
      case 'move_to_queue':
        return [...queues];
      case 'assign_person':
        return (users?.items ?? []).filter((user) => user.active);
      case 'assign_team':
        return allTeams ?? [];
    }
  };
  return (
    <fieldset className={settings.form}>
      <legend>{t('slas.steps')}</legend>
      {steps.length === 0 ? <p className={settings.quiet}>{t('slas.stepsNone')}</p> : null}
      {steps.map((step, index) => (
        <div key={index} role="group" className={styles.step} aria-label={t('slas.step', { number: index + 1 })}>
          <Select
            label={t('slas.when')}
            value={step.when}
            onChange={(event) => change(index, { when: event.target.value as StepDraft['when'] })}
          >
            {WHEN.map((when) => (
              <option key={when} value={when}>
                {t(`slas.when.${when}`)}
              </option>
            ))}
          </Select>
          <Field
            label={t('slas.after')}
            value={step.after}
            placeholder={formatSpan(1800)}
            maxLength={20}
            onChange={(event) => change(index, { after: event.target.value })}
          />
          <Select
            label={t('slas.action')}
            value={step.action}
            error={step.action === 'notify' ? problems[`step.${index}`] : undefined}
            onChange={(event) => change(index, { action: event.target.value as StepDraft['action'], what: '' })}
          >
            {ACTIONS.map((action) => (
              <option key={action} value={action}>
                {t(`slas.action.${action}`)}
              </option>
            ))}
          </Select>
          {step.action === 'notify' ? null : (
            <Select
              label={t('slas.what')}
              value={step.what}
              error={problems[`step.${index}`]}
              onChange={(event) => change(index, { what: event.target.value })}
            >
              <option value="">{t('slas.choose')}</option>
              {choices(step).map((choice) => (
                <option key={choice.id} value={choice.id}>
                  {choice.name}
                </option>
              ))}
            </Select>
          )}
          <IconButton
            label={t('slas.removeStep', { number: index + 1 })}
            icon={<Trash2 size={18} />}
            onClick={() => onChange(steps.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {steps.length < MOST ? (
        <div>
          <Button icon={<Plus size={18} aria-hidden="true" />} onClick={() => onChange([...steps, newStep])}>
            {t('slas.addStep')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
