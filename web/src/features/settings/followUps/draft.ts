import type { FollowUpRule, FollowUpRuleInput } from '@shared/api/later';
import { formatSpan, parseSpan } from '@shared/domain/span';
import { t } from '@shared/i18n';

type Step = NonNullable<FollowUpRuleInput['steps']>[number];

/** A step as it stands in the form: the span as typed; `template` is "name|language", or empty. */
export interface StepDraft {
  after: string;
  action: 'message' | 'close';
  text: string;
  template: string;
  /** Of the template, by its names; with `{name}` and the like. */
  variables: Record<string, string>;
  reason: string;
  /** The template it came with: a file a program gave it stays, unless another one is chosen. */
  held: Step['template'];
}

export const keyOf = ({ name, language }: { name: string; language: string }): string => `${name}|${language}`;

export const newStep = (action: StepDraft['action'] = 'message'): StepDraft => ({
  after: formatSpan(3600),
  action,
  text: '',
  template: '',
  variables: {},
  reason: '',
  held: null,
});

export const draftOf = (step: FollowUpRule['steps'][number]): StepDraft => ({
  after: formatSpan(step.after_minutes * 60),
  action: step.action,
  text: step.text ?? '',
  template: step.template ? keyOf(step.template as { name: string; language: string }) : '',
  variables: Object.fromEntries(
    Object.entries(step.template?.['variables'] ?? {}).map(([name, value]) => [name, String(value)]),
  ),
  reason: step.reason ?? '',
  held: step.template as Step['template'],
});

/** Whole minutes of a span as people write it; null when it is none, or outside of what is allowed. */
export function minutesOf(text: string, least: number, most: number): number | null {
  const seconds = parseSpan(text);
  const minutes = seconds === null ? 0 : Math.round(seconds / 60);
  return minutes >= least && minutes <= most ? minutes : null;
}

/** The step as the API takes it, or the fields that are wrong. */
export function readStep(draft: StepDraft): Step | { after?: string; text?: string; template?: string } {
  const after_minutes = minutesOf(draft.after, 1, 43_200);
  const problems = {
    ...(after_minutes === null ? { after: t('followUps.minutesInvalid') } : {}),
    ...(draft.action === 'message' && !draft.text.trim() ? { text: t('followUps.messageMissing') } : {}),
    ...(draft.template && Object.values(draft.variables).some((value) => !value.trim())
      ? { template: t('followUps.variableMissing') }
      : {}),
  };
  if (after_minutes === null || Object.keys(problems).length > 0) return problems;
  if (draft.action === 'close') return { after_minutes, action: 'close', reason: draft.reason || null };
  const [name, language] = draft.template.split('|');
  const { held, variables } = draft;
  const chosen = name && language ? { name, language, variables } : null;
  const template = held && keyOf(held) === draft.template ? { ...held, variables } : chosen;
  return { after_minutes, action: 'message', text: draft.text.trim(), template };
}

type Told = Pick<FollowUpRuleInput, 'trigger' | 'business_hours' | 'minutes_before' | 'notify'> & {
  steps?: readonly Pick<Step, 'after_minutes' | 'action' | 'text' | 'reason'>[];
};

/** A rule in one readable sentence. */
export function ruleText(rule: Told): string {
  const steps = (rule.steps ?? []).map((step) => {
    if (rule.trigger === 'window') return t('followUps.say.send', { text: step.text ?? '' });
    const time = formatSpan(step.after_minutes * 60);
    if (step.action === 'message') return t('followUps.say.message', { time, text: step.text ?? '' });
    return step.reason
      ? t('followUps.say.closeReason', { time, reason: step.reason })
      : t('followUps.say.close', { time });
  });
  if (rule.trigger === 'silence') {
    const hours = t(rule.business_hours ? 'followUps.say.hours' : 'followUps.say.always');
    return t('followUps.say.silence', { steps: steps.join('; '), hours });
  }
  const told = rule.notify && rule.notify !== 'nobody' ? [t(`followUps.say.notify.${rule.notify}`)] : [];
  const time = formatSpan((rule.minutes_before ?? 0) * 60);
  return t('followUps.say.window', { time, steps: [...told, ...steps].join('; ') });
}
