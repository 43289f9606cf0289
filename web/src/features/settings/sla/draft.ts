import type { SlaPolicyInput, SlaStep } from '@shared/api/administration';
import { formatSpan, parseSpan } from '@shared/domain/span';
import { t } from '@shared/i18n';

export type StepInput = NonNullable<SlaPolicyInput['steps']>[number];

/** A step as it stands in the form: the span as typed, and one field for what the action needs. */
export interface StepDraft {
  when: SlaStep['when'];
  after: string;
  action: SlaStep['action'];
  /** A priority, or the id of a queue, person or team; empty: not chosen yet. */
  what: string;
}

export const newStep: StepDraft = { when: 'breach', after: '', action: 'notify', what: '' };

export const draftOf = (step: SlaStep): StepDraft => ({
  when: step.when,
  after: step.after_seconds > 0 ? formatSpan(step.after_seconds) : '',
  action: step.action,
  what: String(step.priority ?? step.queue_id ?? step.user_id ?? step.team_id ?? ''),
});

/** The step as the API takes it, or why it cannot be saved. */
export function readDraft({ when, after, action, what }: StepDraft): StepInput | string {
  const after_seconds = after.trim() ? parseSpan(after) : 0;
  if (after_seconds === null || after_seconds > 2_592_000) return t('slas.goalInvalid');
  const step = { when, after_seconds, action };
  if (action === 'notify') return step;
  if (!what) return t('slas.whatMissing');
  switch (action) {
    case 'raise_priority':
      return { ...step, priority: Number(what) };
    case 'move_to_queue':
      return { ...step, queue_id: what };
    case 'assign_person':
      return { ...step, user_id: what };
    case 'assign_team':
      return { ...step, team_id: what };
  }
}
