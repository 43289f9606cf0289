import { useState, type FormEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { api, ApiError } from '@shared/api/client';
import type { Channel, ChannelInput } from '@shared/api/types';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field } from '@/ui/Field/Field';
import styles from './settings.module.css';

const REQUIRED = ['name', 'external_id', 'business_id', 'access_token'] as const;

/** Connects a WhatsApp number with the credentials from Meta's panel. */
export function ConnectDialog({
  onClose,
  onConnected,
}: {
  onClose: () => void;
  onConnected: (channel: Channel) => void;
}) {
  const client = useQueryClient();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const value = (field: string) => String(data.get(field) ?? '').trim();
    const found: Record<string, string> = {};
    for (const field of REQUIRED) if (!value(field)) found[field] = t('connect.required');
    for (const field of ['external_id', 'business_id'])
      if (value(field) && !/^\d{5,20}$/.test(value(field))) found[field] = t('connect.digits');
    setProblems(found);
    setProblem('');
    if (Object.keys(found).length > 0) return;
    const secret = value('app_secret');
    const body: ChannelInput = {
      type: 'whatsapp',
      name: value('name'),
      external_id: value('external_id'),
      business_id: value('business_id'),
      access_token: value('access_token'),
      ...(secret ? { app_secret: secret } : {}),
    };
    setBusy(true);
    try {
      const channel = await api.channels.create(body);
      await client.invalidateQueries({ queryKey: keys.channels });
      onConnected(channel);
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else setProblem(describeError(error));
    }
  };
  return (
    <Dialog
      title={t('connect.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="connect" variant="primary" busy={busy}>
            {t('connect.submit')}
          </Button>
        </>
      }
    >
      <ol className={styles.steps}>
        <li>{t('connect.stepOne')}</li>
        <li>{t('connect.stepTwo')}</li>
        <li>{t('connect.stepThree')}</li>
      </ol>
      <form
        id="connect"
        noValidate
        className={styles.form}
        autoComplete="off"
        onSubmit={(event) => void onSubmit(event)}
      >
        {problem ? (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        ) : null}
        <Field
          name="name"
          label={t('connect.name')}
          hint={t('connect.nameHint')}
          error={problems['name']}
          maxLength={80}
        />
        <Field
          name="external_id"
          label={t('connect.phoneNumberId')}
          hint={t('connect.phoneNumberIdHint')}
          error={problems['external_id']}
          inputMode="numeric"
        />
        <Field name="business_id" label={t('connect.wabaId')} error={problems['business_id']} inputMode="numeric" />
        <Field
          name="access_token"
          type="password"
          label={t('connect.token')}
          hint={t('connect.tokenHint')}
          error={problems['access_token']}
          autoComplete="off"
        />
        <Field
          name="app_secret"
          type="password"
          label={t('connect.appSecret')}
          hint={t('connect.appSecretHint')}
          error={problems['app_secret']}
          autoComplete="off"
        />
      </form>
    </Dialog>
  );
}
