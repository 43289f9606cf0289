import { useState, type FormEvent } from 'react';
import { operator, type NewCompany } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import { LOCALE_NAMES, LOCALES, t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select } from '@/ui/Field/Field';
import { toast } from '@/ui/Toast/toast';
import styles from './operator.module.css';

/** Opens a company; its first admin is sent a link at once. */
export function NewCompanyDialog({ onCreated, onClose }: { onCreated: () => Promise<void>; onClose: () => void }) {
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const value = (field: string) => String(data.get(field)).trim();
    const body = {
      name: value('name'),
      person: value('person'),
      email: value('email'),
      locale: value('locale') as NonNullable<NewCompany['locale']>,
    };
    const found: Record<string, string> = {};
    if (!body.name) found['name'] = t('operator.required');
    if (!body.person) found['person'] = t('operator.required');
    if (!/^\S+@\S+\.\S+$/.test(body.email)) found['email'] = t('operator.emailWrong');
    setProblems(found);
    setProblem('');
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await operator.create(body);
      await onCreated();
      toast(t('operator.created', { name: body.name, email: body.email }));
      onClose();
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else setProblem(describeError(error));
    }
  };
  return (
    <Dialog
      title={t('operator.create')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="new-company" variant="primary" busy={busy}>
            {t('operator.createSubmit')}
          </Button>
        </>
      }
    >
      <form id="new-company" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        {problem ? (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        ) : null}
        <Field name="name" label={t('operator.company')} maxLength={120} error={problems['name']} />
        <Field name="person" label={t('operator.person')} maxLength={120} error={problems['person']} />
        <Field
          name="email"
          type="email"
          label={t('operator.email')}
          hint={t('operator.emailHint')}
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          maxLength={254}
          error={problems['email']}
        />
        <Select name="locale" label={t('operator.locale')} defaultValue="pt-BR" error={problems['locale']}>
          {LOCALES.map((locale) => (
            <option key={locale} value={locale} lang={locale}>
              {LOCALE_NAMES[locale]}
            </option>
          ))}
        </Select>
      </form>
    </Dialog>
  );
}
