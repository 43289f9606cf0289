import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { api, ApiError } from '@shared/api/client';
import { closing, type Closing, type ClosingField } from '@shared/api/administration';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { may } from '@/data/session';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { Field } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Checkbox } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { ChangedMeanwhile } from '../ChangedMeanwhile';
import { Opened, type OpenForm } from '../Opened';
import { PageHead } from '../PageHead';
import { useVersion } from '../useVersion';
import common from '../settings.module.css';
import { addReason, changeReason, moveReason, removeReason, type Reason } from './reasons';
import styles from './closing.module.css';

const FIELDS: readonly ClosingField[] = [
  'reason',
  'note',
  'labels',
  'subject',
  'contact.name',
  'contact.phone',
  'contact.email',
];

/** Why conversations are closed, and what must be known before. */
export function ClosingPage() {
  const client = useQueryClient();
  const source = { queryKey: keys.closing, queryFn: api.closing.read, staleTime: 0 };
  const query = useQuery(source);
  return (
    <>
      <PageHead title={t('closing.title')} text={t('closing.text')} />
      <PageState query={query} failed={t('closing.failed')}>
        {query.data ? (
          <Opened latest={query.data} read={() => client.fetchQuery(source)}>
            {(saved, form) => <ClosingForm saved={saved} {...form} />}
          </Opened>
        ) : null}
      </PageState>
    </>
  );
}

function ClosingForm({ saved, touch, show, load }: { saved: Closing } & OpenForm<Closing>) {
  const client = useQueryClient();
  const [reasons, setReasons] = useState<Reason[]>(saved.reasons);
  const [required, setRequired] = useState<readonly ClosingField[]>(saved.required);
  const { version, told, passed } = useVersion(saved.version);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const closed = !may('queues.manage');

  const save = async () => {
    setBusy(true);
    setProblems({});
    try {
      const named = reasons.filter((reason) => reason.name.trim() !== '');
      const now = await closing.save({ reasons: named, required: [...required], version });
      client.setQueryData(keys.closing, now);
      show(now);
      toast(t('settings.saved'));
    } catch (error) {
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else if (!passed(error)) toast(describeError(error), { tone: 'error' });
    }
    setBusy(false);
  };
  const edit = (next: Reason[]) => {
    touch();
    setReasons(next);
  };
  const toggle = (field: ClosingField) => {
    touch();
    setRequired(required.includes(field) ? required.filter((one) => one !== field) : [...required, field]);
  };
  const problem = problems['reasons'] ?? problems['required'] ?? Object.values(problems)[0];
  return (
    <>
      <section className={common.card} aria-labelledby="closing-reasons">
        <h2 id="closing-reasons">{t('closing.reasons')}</h2>
        {reasons.length === 0 ? <p className={common.quiet}>{t('closing.none')}</p> : null}
        <ol className={styles.reasons}>
          {reasons.map((reason, index) => (
            <li key={reason.id ?? `new-${index}`}>
              <Field
                label={t('closing.reason', { number: index + 1 })}
                value={reason.name}
                maxLength={80}
                disabled={closed}
                onChange={(event) => edit(changeReason(reasons, index, { name: event.target.value }))}
              />
              <Checkbox
                label={t('closing.active')}
                checked={reason.active}
                disabled={closed}
                onChange={(active) => edit(changeReason(reasons, index, { active }))}
              />
              {closed ? null : (
                <span className={styles.buttons}>
                  <IconButton
                    label={t('closing.up', { name: reason.name })}
                    icon={<ArrowUp size={18} />}
                    disabled={index === 0}
                    onClick={() => edit(moveReason(reasons, index, -1))}
                  />
                  <IconButton
                    label={t('closing.down', { name: reason.name })}
                    icon={<ArrowDown size={18} />}
                    disabled={index === reasons.length - 1}
                    onClick={() => edit(moveReason(reasons, index, 1))}
                  />
                  <IconButton
                    label={t('closing.remove', { name: reason.name })}
                    icon={<Trash2 size={18} />}
                    onClick={() => edit(removeReason(reasons, index))}
                  />
                </span>
              )}
            </li>
          ))}
        </ol>
        {closed ? null : (
          <div>
            <Button icon={<Plus size={18} aria-hidden="true" />} onClick={() => edit(addReason(reasons))}>
              {t('closing.add')}
            </Button>
          </div>
        )}
      </section>
      <fieldset className={common.card} disabled={closed}>
        <legend className={styles.legend}>{t('closing.required')}</legend>
        <p className={common.quiet}>{t('closing.requiredText')}</p>
        <div>
          {FIELDS.map((field) => (
            <Checkbox
              key={field}
              label={t(`closing.field.${field}`)}
              checked={required.includes(field)}
              onChange={() => toggle(field)}
            />
          ))}
        </div>
      </fieldset>
      {problem ? (
        <p role="alert" className={common.failed}>
          {problem}
        </p>
      ) : null}
      <ChangedMeanwhile told={told} onLoad={load} />
      {closed ? null : (
        <div>
          <Button variant="primary" busy={busy} onClick={() => void save()}>
            {t(told ? 'settings.saveAnyway' : 'action.save')}
          </Button>
        </div>
      )}
    </>
  );
}
