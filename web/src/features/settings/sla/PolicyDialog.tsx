import { useState, type FormEvent } from 'react';
import { slaPolicies, type SlaPolicy, type SlaPolicyInput } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import type { Channel, Queue } from '@shared/api/types';
import { formatSpan, parseSpan } from '@shared/domain/span';
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
import { draftOf, readDraft, type StepDraft } from './draft';
import { promiseText } from './policyText';
import { StepsEditor } from './StepsEditor';

interface PolicyDialogProps {
  policy: SlaPolicy | null;
  queues: readonly Queue[];
  channels: readonly Channel[];
  onSaved: () => Promise<void>;
  onLoad: () => Promise<void>;
  onClose: () => void;
}

const TARGETS = ['first_response', 'next_response', 'resolution'] as const;
const LEVELS = ['high', 'medium', 'low'] as const;

/** Makes or changes a policy; the promise is told in plain words while it is written. */
export function PolicyDialog({ policy, queues, channels, onSaved, onLoad, onClose }: PolicyDialogProps) {
  const { version, told, passed } = useVersion(policy?.version);
  const [name, setName] = useState(policy?.name ?? '');
  const [active, setActive] = useState(policy?.active ?? true);
  const [scope, setScope] = useState({
    queue: policy?.queue_id ?? '',
    channel: policy?.channel_id ?? '',
    priority: policy?.priority_class ?? '',
  });
  const [goals, setGoals] = useState<Record<(typeof TARGETS)[number], string>>({
    first_response: spanOf(policy?.first_response_seconds ?? (policy ? null : 900)),
    next_response: spanOf(policy?.next_response_seconds ?? null),
    resolution: spanOf(policy?.resolution_seconds ?? null),
  });
  const [hours, setHours] = useState(policy?.business_hours ?? true);
  const [pauses, setPauses] = useState(policy?.pauses ?? true);
  const [steps, setSteps] = useState<StepDraft[]>((policy?.steps ?? []).map(draftOf));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);

  const seconds = (target: (typeof TARGETS)[number]) => parseSpan(goals[target]);
  const promised = {
    first_response_seconds: seconds('first_response'),
    next_response_seconds: seconds('next_response'),
    resolution_seconds: seconds('resolution'),
    business_hours: hours,
  };

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const found: Record<string, string> = {};
    if (!name.trim()) found['name'] = t('panel.nameMissing');
    for (const target of TARGETS)
      if (goals[target].trim() && seconds(target) === null) found[target] = t('slas.goalInvalid');
    if (TARGETS.every((target) => !goals[target].trim())) found['first_response'] = t('slas.goalMissing');
    const read = steps.map(readDraft);
    read.forEach((step, index) => {
      if (typeof step === 'string') found[`step.${index}`] = step;
    });
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const body: SlaPolicyInput = {
      ...promised,
      name: name.trim(),
      active,
      queue_id: scope.queue || null,
      channel_id: scope.channel || null,
      priority_class: (scope.priority || null) as SlaPolicyInput['priority_class'],
      pauses,
      steps: read.filter((step) => typeof step !== 'string'),
    };
    setBusy(true);
    try {
      await (policy ? slaPolicies.replace(policy.id, { ...body, version }) : slaPolicies.create(body));
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
      title={policy?.name ?? t('slas.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="policy" variant="primary" busy={busy}>
            {t(told ? 'settings.saveAnyway' : 'action.save')}
          </Button>
        </>
      }
    >
      <form id="policy" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        <ChangedMeanwhile told={told} onLoad={onLoad} />
        {problems['form'] ? <Banner tone="error">{problems['form']}</Banner> : null}
        <Field
          label={t('slas.name')}
          value={name}
          maxLength={80}
          error={problems['name']}
          onChange={(event) => setName(event.target.value)}
        />
        <fieldset className={styles.form}>
          <legend>{t('slas.for')}</legend>
          <Select
            label={t('slas.queue')}
            value={scope.queue}
            onChange={(event) => setScope({ ...scope, queue: event.target.value })}
          >
            <option value="">{t('slas.anyQueue')}</option>
            {queues.map((queue) => (
              <option key={queue.id} value={queue.id}>
                {queue.name}
              </option>
            ))}
          </Select>
          <Select
            label={t('slas.channel')}
            value={scope.channel}
            onChange={(event) => setScope({ ...scope, channel: event.target.value })}
          >
            <option value="">{t('slas.anyChannel')}</option>
            {channels.map((channel) => (
              <option key={channel.id} value={channel.id}>
                {channel.name}
              </option>
            ))}
          </Select>
          <Select
            label={t('slas.priority')}
            value={scope.priority}
            onChange={(event) => setScope({ ...scope, priority: event.target.value as typeof scope.priority })}
          >
            <option value="">{t('slas.anyPriority')}</option>
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {t(`priority.full.${level}`)}
              </option>
            ))}
          </Select>
        </fieldset>
        <fieldset className={styles.form}>
          <legend>{t('slas.goals')}</legend>
          {TARGETS.map((target) => (
            <Field
              key={target}
              label={t(`sla.target.${target}`)}
              hint={target === 'first_response' ? t('slas.goalHint') : undefined}
              value={goals[target]}
              maxLength={20}
              error={problems[target] ?? problems[`${target}_seconds`]}
              onChange={(event) => setGoals({ ...goals, [target]: event.target.value })}
            />
          ))}
        </fieldset>
        <div className={styles.switches}>
          <Switch
            label={t('slas.businessHours')}
            hint={t('slas.businessHoursHint')}
            checked={hours}
            onChange={setHours}
          />
          <Switch label={t('slas.pauses')} checked={pauses} onChange={setPauses} />
          <Switch label={t('slas.active')} checked={active} onChange={setActive} />
        </div>
        <StepsEditor steps={steps} queues={queues} problems={problems} onChange={setSteps} />
        <p aria-live="polite">
          <strong>{t('slas.preview')}:</strong> {promiseText(promised)}
        </p>
      </form>
    </Dialog>
  );
}

const spanOf = (seconds: number | null): string => (seconds === null ? '' : formatSpan(seconds));
