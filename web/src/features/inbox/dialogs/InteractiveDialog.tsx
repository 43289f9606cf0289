import { useState, type FormEvent } from 'react';
import { Plus, Trash2 } from 'lucide-react';
import type { NewMessage } from '@shared/api/types';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { enqueue } from '@/data/outbox';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, TextArea } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Segmented } from '@/ui/Segmented/Segmented';
import styles from './dialogs.module.css';

/** WhatsApp's limits: three buttons of 20 characters, ten rows of 24. */
const LIMITS = { buttons: { count: 3, length: 20 }, list: { count: 10, length: 24 } } as const;

/** A question with buttons or a list to choose from. */
export default function InteractiveDialog({ id }: { id: string }) {
  const [kind, setKind] = useState<'buttons' | 'list'>('buttons');
  const [body, setBody] = useState('');
  const [button, setButton] = useState('');
  const [options, setOptions] = useState(['', '']);
  const [checked, setChecked] = useState(false);
  const limit = LIMITS[kind];
  const filled = options.map((option) => option.trim()).filter(Boolean);
  const doubled = new Set(filled).size !== filled.length;

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!body.trim() || filled.length === 0 || doubled || (kind === 'list' && !button.trim())) return;
    const rows = filled.slice(0, limit.count).map((title, index) => ({ id: `option_${index + 1}`, title }));
    const interactive: NewMessage['interactive'] =
      kind === 'buttons'
        ? { kind, body: body.trim(), buttons: rows }
        : { kind, body: body.trim(), button: button.trim(), sections: [{ title: button.trim(), rows }] };
    enqueue(id, { type: 'interactive', interactive }, { text: body.trim() });
    closeDialog();
  };
  return (
    <Dialog
      title={t('interactive.title')}
      onClose={closeDialog}
      footer={
        <>
          <Button onClick={closeDialog}>{t('action.cancel')}</Button>
          <Button type="submit" form="interactive" variant="primary">
            {t('composer.send')}
          </Button>
        </>
      }
    >
      <form id="interactive" className={styles.form} noValidate onSubmit={onSubmit}>
        <Segmented
          label={t('interactive.kind')}
          value={kind}
          onChange={(next) => {
            setKind(next);
            setOptions((all) => all.slice(0, LIMITS[next].count).map((option) => option.slice(0, LIMITS[next].length)));
          }}
          segments={[
            { value: 'buttons', label: t('interactive.buttons') },
            { value: 'list', label: t('interactive.list') },
          ]}
        />
        <TextArea
          label={t('interactive.body')}
          value={body}
          maxLength={1024}
          error={checked && !body.trim() ? t('interactive.bodyMissing') : undefined}
          onChange={(event) => setBody(event.target.value)}
        />
        {kind === 'list' ? (
          <Field
            label={t('interactive.button')}
            value={button}
            maxLength={20}
            error={checked && !button.trim() ? t('interactive.buttonMissing') : undefined}
            onChange={(event) => setButton(event.target.value)}
          />
        ) : null}
        {options.map((option, index) => (
          <div key={index} className={styles.row}>
            <Field
              label={t('interactive.option', { number: index + 1 })}
              value={option}
              maxLength={limit.length}
              error={checked && index === 0 && filled.length === 0 ? t('interactive.optionMissing') : undefined}
              onChange={(event) => setOptions(options.map((one, at) => (at === index ? event.target.value : one)))}
            />
            {options.length > 1 ? (
              <IconButton
                label={t('interactive.removeOption', { number: index + 1 })}
                icon={<Trash2 size={18} />}
                onClick={() => setOptions(options.filter((_, at) => at !== index))}
              />
            ) : null}
          </div>
        ))}
        {checked && doubled ? (
          <p className={styles.error} role="alert">
            {t('interactive.doubled')}
          </p>
        ) : null}
        {options.length < limit.count ? (
          <Button
            variant="quiet"
            className={styles.back ?? ''}
            icon={<Plus size={18} aria-hidden="true" />}
            onClick={() => setOptions([...options, ''])}
          >
            {t('interactive.addOption')}
          </Button>
        ) : null}
      </form>
    </Dialog>
  );
}
