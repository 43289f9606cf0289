import { useQuery } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { api } from '@shared/api/client';
import { namesOf } from '@shared/domain/templates';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { Button } from '@/ui/Button/Button';
import { Field, Select, TextArea } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import settings from '../settings.module.css';
import { keyOf, newStep, type StepDraft } from './draft';
import styles from './followUps.module.css';

const ACTIONS = ['message', 'close'] as const;
const MOST = 5;

interface StepsEditorProps {
  steps: StepDraft[];
  /** Of a window: one message, without a time of its own. */
  single: boolean;
  /** Whose templates may be chosen. */
  channelId: string;
  problems: Readonly<Record<string, string>>;
  onChange: (steps: StepDraft[]) => void;
}

/** What is done, one step under the other. Nothing comes after closing. */
export function StepsEditor({ steps, single, channelId, problems, onChange }: StepsEditorProps) {
  const { data: closing } = useQuery({ queryKey: keys.closing, queryFn: api.closing.read });
  const { data: templates } = useQuery({
    queryKey: keys.templates(channelId),
    queryFn: () => api.channels.templates(channelId),
    enabled: channelId !== '',
  });
  const change = (index: number, next: Partial<StepDraft>) =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...next } : step)));
  const reasons = (closing?.reasons ?? []).filter((reason) => reason.active).map((reason) => reason.name);
  const approved = (templates?.items ?? []).filter((one) => one.status === 'APPROVED');
  const choose = (index: number, key: string) => {
    const picked = approved.find((one) => keyOf(one) === key);
    const names = picked ? namesOf(picked) : [];
    const variables = Object.fromEntries(names.map((name, at) => [name, at === 0 ? '{name}' : '']));
    change(index, { template: key, variables });
  };
  if (steps.length === 0) return null;
  return (
    <fieldset className={settings.form}>
      <legend>{single ? t('followUps.message') : t('followUps.steps')}</legend>
      {steps.map((step, index) => (
        <div key={index} role="group" className={styles.step} aria-label={t('followUps.step', { number: index + 1 })}>
          {single ? null : (
            <div className={styles.line}>
              <Field
                label={t('followUps.after')}
                hint={index === 0 ? t('followUps.afterHint') : undefined}
                value={step.after}
                maxLength={20}
                error={problems[`steps.${index}.after_minutes`]}
                onChange={(event) => change(index, { after: event.target.value })}
              />
              <Select
                label={t('followUps.do')}
                value={step.action}
                error={problems[`steps.${index}.action`]}
                onChange={(event) => change(index, { action: event.target.value as StepDraft['action'] })}
              >
                {ACTIONS.map((action) => (
                  <option key={action} value={action}>
                    {t(`followUps.action.${action}`)}
                  </option>
                ))}
              </Select>
              {steps.length > 1 ? (
                <IconButton
                  label={t('followUps.removeStep', { number: index + 1 })}
                  icon={<Trash2 size={18} />}
                  onClick={() => onChange(steps.filter((_, at) => at !== index))}
                />
              ) : null}
            </div>
          )}
          {step.action === 'message' ? (
            <>
              <TextArea
                label={t('followUps.message')}
                hint={t('followUps.messageHint')}
                value={step.text}
                maxLength={4096}
                error={problems[`steps.${index}.text`]}
                onChange={(event) => change(index, { text: event.target.value })}
              />
              {single ? null : (
                <Select
                  label={t('followUps.template')}
                  value={step.template}
                  error={problems[`steps.${index}.template`]}
                  onChange={(event) => choose(index, event.target.value)}
                >
                  <option value="">{t('followUps.templateNone')}</option>
                  {[...new Set([...approved.map(keyOf), step.template].filter(Boolean))].map((key) => (
                    <option key={key} value={key}>
                      {key.replace('|', ' · ')}
                    </option>
                  ))}
                </Select>
              )}
              {single || !step.template
                ? null
                : Object.entries(step.variables).map(([name, value]) => (
                    <Field
                      key={name}
                      label={t('followUps.variable', { name })}
                      hint={t('followUps.messageHint')}
                      value={value}
                      maxLength={1024}
                      onChange={(event) =>
                        change(index, { variables: { ...step.variables, [name]: event.target.value } })
                      }
                    />
                  ))}
            </>
          ) : reasons.length > 0 ? (
            <Select
              label={t('followUps.reason')}
              value={step.reason}
              error={problems[`steps.${index}.reason`]}
              onChange={(event) => change(index, { reason: event.target.value })}
            >
              <option value="">{t('followUps.reasonNone')}</option>
              {[...new Set([...reasons, step.reason].filter(Boolean))].map((reason) => (
                <option key={reason} value={reason}>
                  {reason}
                </option>
              ))}
            </Select>
          ) : (
            <Field
              label={t('followUps.reason')}
              value={step.reason}
              maxLength={80}
              error={problems[`steps.${index}.reason`]}
              onChange={(event) => change(index, { reason: event.target.value })}
            />
          )}
        </div>
      ))}
      {!single && steps.length < MOST && steps.at(-1)?.action !== 'close' ? (
        <div>
          <Button icon={<Plus size={18} aria-hidden="true" />} onClick={() => onChange([...steps, newStep('close')])}>
            {t('followUps.addStep')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
