import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { api, ApiError } from '@shared/api/client';
import { priorityRules as actions, type PriorityRule, type PriorityRuleInput } from '@shared/api/routing';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { ConfirmDialog } from '@/features/common/ConfirmDialog';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Switch } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { ChangedMeanwhile } from '../ChangedMeanwhile';
import { Opened } from '../Opened';
import { useVersion } from '../useVersion';
import styles from '../settings.module.css';
import { CardFrame } from './CardFrame';
import { RULES } from './keys';

const STATES = ['lead', 'qualified', 'customer', 'inactive'] as const;

/** Who is served first, by what is known of customer and conversation. */
export function RulesCard() {
  const client = useQueryClient();
  const source = { queryKey: RULES, queryFn: actions.list };
  const query = useQuery(source);
  const [open, setOpen] = useState<PriorityRule | 'new' | null>(null);
  const [deleting, setDeleting] = useState<PriorityRule | null>(null);
  const readAgain = async (rule: PriorityRule | 'new') => {
    if (rule === 'new') return null;
    const { items } = await client.fetchQuery({ ...source, staleTime: 0 });
    // One that is gone by now is shown as it was: saving says that it is.
    return items.find(({ id }) => id === rule.id) ?? rule;
  };
  return (
    <CardFrame
      title={t('rules.title')}
      text={t('rules.text')}
      query={query}
      action={
        <Button icon={<Plus size={18} aria-hidden="true" />} onClick={() => setOpen('new')}>
          {t('rules.new')}
        </Button>
      }
    >
      {({ items }) => (
        <>
          {items.length === 0 ? <p className={styles.quiet}>{t('rules.none')}</p> : null}
          <ul className={styles.rows}>
            {items.map((rule) => (
              <li key={rule.id} className={styles.item}>
                <span className={styles.words}>
                  <strong>{rule.name}</strong>
                  <small>
                    {t('rules.priorityShort', { priority: rule.priority })}
                    {rule.active ? '' : ` · ${t('queues.inactive')}`}
                  </small>
                </span>
                <span className={styles.buttons}>
                  <IconButton
                    label={t('routing.editNamed', { name: rule.name })}
                    icon={<Pencil size={18} />}
                    onClick={() => setOpen(rule)}
                  />
                  <IconButton
                    label={t('skills.deleteNamed', { name: rule.name })}
                    icon={<Trash2 size={18} />}
                    onClick={() => setDeleting(rule)}
                  />
                </span>
              </li>
            ))}
          </ul>
          {open ? (
            <Opened latest={open === 'new' ? null : open} read={() => readAgain(open)}>
              {(rule, { load }) => <RuleDialog rule={rule} onLoad={load} onClose={() => setOpen(null)} />}
            </Opened>
          ) : null}
          {deleting ? (
            <ConfirmDialog
              title={t('skills.deleteNamed', { name: deleting.name })}
              action={t('skills.delete')}
              onConfirm={async () => {
                await actions.remove(deleting.id);
                await client.invalidateQueries({ queryKey: RULES });
              }}
              onClose={() => setDeleting(null)}
            >
              {t('rules.deleteText')}
            </ConfirmDialog>
          ) : null}
        </>
      )}
    </CardFrame>
  );
}

interface RuleDialogProps {
  rule: PriorityRule | null;
  onLoad: () => Promise<void>;
  onClose: () => void;
}

function RuleDialog({ rule, onLoad, onClose }: RuleDialogProps) {
  const client = useQueryClient();
  const { data: labels } = useQuery({ queryKey: keys.labels, queryFn: api.labels.list });
  const { data: channels } = useQuery({ queryKey: keys.channels, queryFn: api.channels.list });
  const { version, told, passed } = useVersion(rule?.version);
  const [active, setActive] = useState(rule?.active ?? true);
  const [chosen, setChosen] = useState({ label_id: rule?.label_id ?? '', channel_id: rule?.channel_id ?? '' });
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const text = (name: string): string | null => String(data.get(name) ?? '').trim() || null;
    const priority = Number(text('priority'));
    const found: Record<string, string> = {};
    if (!text('name')) found['name'] = t('panel.nameMissing');
    if (!Number.isInteger(priority) || priority < 1 || priority > 10) found['priority'] = t('queue.priorityInvalid');
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const body: PriorityRuleInput = {
      name: text('name') ?? '',
      priority,
      active,
      label_id: chosen.label_id || null,
      channel_id: chosen.channel_id || null,
      contact_state: text('contact_state') as PriorityRuleInput['contact_state'],
      attribute_name: text('attribute_name'),
      attribute_value: text('attribute_value'),
    };
    setBusy(true);
    try {
      await (rule ? actions.replace(rule.id, { ...body, version }) : actions.create(body));
      await client.invalidateQueries({ queryKey: RULES });
      toast(t('settings.saved'));
      onClose();
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else if (!passed(error)) toast(describeError(error), { tone: 'error' });
    }
  };
  const choice = (name: 'label_id' | 'channel_id', label: string, options: readonly { id: string; name: string }[]) => (
    <Select
      label={label}
      value={chosen[name]}
      error={problems[name]}
      onChange={(event) => setChosen({ ...chosen, [name]: event.target.value })}
    >
      <option value="">{t('rules.any')}</option>
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.name}
        </option>
      ))}
    </Select>
  );
  return (
    <Dialog
      title={t(rule ? 'rules.edit' : 'rules.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="rule" variant="primary" busy={busy}>
            {t(told ? 'settings.saveAnyway' : 'action.save')}
          </Button>
        </>
      }
    >
      <form id="rule" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        <ChangedMeanwhile told={told} onLoad={onLoad} />
        <Field name="name" label={t('rules.name')} defaultValue={rule?.name} maxLength={80} error={problems['name']} />
        <Field
          name="priority"
          inputMode="numeric"
          label={t('rules.priority')}
          defaultValue={rule?.priority ?? 9}
          error={problems['priority']}
        />
        {choice('label_id', t('rules.label'), labels?.items ?? [])}
        {choice('channel_id', t('rules.channel'), channels?.items ?? [])}
        <Select
          name="contact_state"
          label={t('rules.state')}
          defaultValue={rule?.contact_state ?? ''}
          error={problems['contact_state']}
        >
          <option value="">{t('rules.any')}</option>
          {STATES.map((state) => (
            <option key={state} value={state}>
              {t(`rules.state.${state}`)}
            </option>
          ))}
        </Select>
        <Field
          name="attribute_name"
          label={t('rules.attribute')}
          hint={t('rules.attributeHint')}
          defaultValue={rule?.attribute_name ?? ''}
          maxLength={80}
          error={problems['attribute_name']}
        />
        <Field
          name="attribute_value"
          label={t('rules.value')}
          defaultValue={rule?.attribute_value ?? ''}
          maxLength={200}
          error={problems['attribute_value']}
        />
        <Switch label={t('rules.active')} checked={active} onChange={setActive} />
      </form>
    </Dialog>
  );
}
