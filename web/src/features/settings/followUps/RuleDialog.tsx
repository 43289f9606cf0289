import { useState, type FormEvent } from 'react';
import { ApiError } from '@shared/api/client';
import { followUps, type FollowUpRule, type FollowUpRuleInput } from '@shared/api/later';
import type { Channel, Queue } from '@shared/api/types';
import { formatSpan } from '@shared/domain/span';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { Banner } from '@/ui/Banner/Banner';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select } from '@/ui/Field/Field';
import { Switch } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { ChangedMeanwhile } from '../ChangedMeanwhile';
import { useVersion } from '../useVersion';
import styles from '../settings.module.css';
import { draftOf, minutesOf, newStep, readStep, ruleText, type StepDraft } from './draft';
import { StepsEditor } from './StepsEditor';

interface RuleDialogProps {
  rule: FollowUpRule | null;
  queues: readonly Queue[];
  channels: readonly Channel[];
  onSaved: () => Promise<void>;
  onLoad: () => Promise<void>;
  onClose: () => void;
}

const TRIGGERS = ['silence', 'window'] as const;
const NOTIFY = ['assignee', 'leaders', 'nobody'] as const;

/** Makes or changes a rule; it is told in one sentence while it is written. */
export function RuleDialog({ rule, queues, channels, onSaved, onLoad, onClose }: RuleDialogProps) {
  const { version, told, passed } = useVersion(rule?.version);
  const [name, setName] = useState(rule?.name ?? '');
  const [trigger, setTrigger] = useState(rule?.trigger ?? 'silence');
  const [queue, setQueue] = useState(rule?.queue_id ?? '');
  const [channel, setChannel] = useState(rule?.channel_id ?? '');
  const [active, setActive] = useState(rule?.active ?? true);
  const [hours, setHours] = useState(rule?.business_hours ?? true);
  const [before, setBefore] = useState(formatSpan((rule?.minutes_before ?? 120) * 60));
  const [notify, setNotify] = useState<FollowUpRule['notify']>(
    rule && rule.trigger === 'window' ? rule.notify : 'assignee',
  );
  const [steps, setSteps] = useState<StepDraft[]>(rule ? rule.steps.map(draftOf) : [newStep()]);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const window = trigger === 'window';

  const read = steps.map(readStep);
  const body: FollowUpRuleInput = {
    name: name.trim(),
    active,
    trigger,
    queue_id: queue || null,
    channel_id: channel || null,
    business_hours: hours,
    minutes_before: window ? (minutesOf(before, 5, 1200) ?? 120) : null,
    notify: window ? notify : 'nobody',
    steps: read.filter((step) => 'action' in step),
  };

  const choose = (next: FollowUpRule['trigger']) => {
    setTrigger(next);
    if (next === 'silence') setSteps(steps.length > 0 ? steps : [newStep()]);
    else setSteps(steps.filter((step) => step.action === 'message' && step.text.trim()).slice(0, 1));
  };

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const found: Record<string, string> = {};
    if (!name.trim()) found['name'] = t('followUps.nameMissing');
    if (window && minutesOf(before, 5, 1200) === null) found['minutes_before'] = t('followUps.windowInvalid');
    read.forEach((step, index) => {
      if ('action' in step) return;
      if (step.after) found[`steps.${index}.after_minutes`] = step.after;
      if (step.text) found[`steps.${index}.text`] = step.text;
      if (step.template) found[`steps.${index}.template`] = step.template;
    });
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await (rule ? followUps.replace(rule.id, { ...body, version }) : followUps.create(body));
      await onSaved();
      toast(t('settings.saved'));
      onClose();
    } catch (error) {
      setBusy(false);
      if (passed(error)) return;
      const fields = error instanceof ApiError ? error.fields : {};
      setProblems(Object.keys(fields).length > 0 ? fields : { form: describeError(error) });
    }
  };
  return (
    <Dialog
      kind="wide"
      title={rule?.name ?? t('followUps.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="follow-up" variant="primary" busy={busy}>
            {t(told ? 'settings.saveAnyway' : 'action.save')}
          </Button>
        </>
      }
    >
      <form id="follow-up" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        <ChangedMeanwhile told={told} onLoad={onLoad} />
        {problems['form'] ? <Banner tone="error">{problems['form']}</Banner> : null}
        <Field
          label={t('followUps.name')}
          value={name}
          maxLength={80}
          error={problems['name']}
          onChange={(event) => setName(event.target.value)}
        />
        <Select
          label={t('followUps.trigger')}
          value={trigger}
          onChange={(event) => choose(event.target.value as FollowUpRule['trigger'])}
        >
          {TRIGGERS.map((one) => (
            <option key={one} value={one}>
              {t(`followUps.trigger.${one}`)}
            </option>
          ))}
        </Select>
        <fieldset className={styles.form}>
          <legend>{t('followUps.for')}</legend>
          <Select label={t('followUps.queue')} value={queue} onChange={(event) => setQueue(event.target.value)}>
            <option value="">{t('followUps.anyQueue')}</option>
            {queues.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
          <Select label={t('followUps.channel')} value={channel} onChange={(event) => setChannel(event.target.value)}>
            <option value="">{t('followUps.anyChannel')}</option>
            {channels.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        </fieldset>
        {window ? (
          <>
            <Field
              label={t('followUps.windowBefore')}
              value={before}
              maxLength={20}
              error={problems['minutes_before']}
              onChange={(event) => setBefore(event.target.value)}
            />
            <Select
              label={t('followUps.notify')}
              value={notify}
              error={problems['notify']}
              onChange={(event) => setNotify(event.target.value as FollowUpRule['notify'])}
            >
              {NOTIFY.map((one) => (
                <option key={one} value={one}>
                  {t(`followUps.notify.${one}`)}
                </option>
              ))}
            </Select>
            <Switch
              label={t('followUps.send')}
              checked={steps.length > 0}
              onChange={(send) => setSteps(send ? [newStep()] : [])}
            />
          </>
        ) : (
          <Switch label={t('followUps.hours')} hint={t('followUps.hoursHint')} checked={hours} onChange={setHours} />
        )}
        <StepsEditor
          steps={steps}
          single={window}
          channelId={channel || (channels[0]?.id ?? '')}
          problems={problems}
          onChange={setSteps}
        />
        <Switch label={t('followUps.active')} checked={active} onChange={setActive} />
        <p aria-live="polite">
          <strong>{t('followUps.preview')}:</strong> {ruleText(body)}
        </p>
      </form>
    </Dialog>
  );
}
