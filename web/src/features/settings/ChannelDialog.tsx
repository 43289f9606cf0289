import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleX, Copy, RefreshCw, ShieldCheck, TriangleAlert } from 'lucide-react';
import { api, ApiError } from '@shared/api/client';
import type { ChannelCheck } from '@shared/api/types';
import { t, translated } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Skeleton } from '@/ui/Skeleton/Skeleton';
import { Switch } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import styles from './settings.module.css';

const ICONS = { ok: CircleCheck, warning: TriangleAlert, failed: CircleX };

/** One channel: what to paste at Meta, a check of the connection, on and off, a new token. */
export function ChannelDialog({ id, manages, onClose }: { id: string; manages: boolean; onClose: () => void }) {
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.channel(id), queryFn: () => api.channels.read(id) });
  const [result, setResult] = useState<ChannelCheck | null>(null);
  const [busy, setBusy] = useState<'check' | 'token' | 'templates' | 'active' | null>(null);
  const [tokenError, setTokenError] = useState('');
  const channel = query.data;

  const run = async (what: NonNullable<typeof busy>, work: () => Promise<void>) => {
    setBusy(what);
    try {
      await work();
    } catch (error) {
      toast(describeError(error), { tone: 'error' });
    }
    setBusy(null);
    await Promise.all([client.invalidateQueries({ queryKey: keys.channels }), query.refetch()]);
  };
  const onToken = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const token = String(new FormData(form).get('token')).trim();
    setTokenError(token ? '' : t('connect.required'));
    if (!token) return;
    void run('token', async () => {
      try {
        await api.channels.update(id, { access_token: token });
        form.reset();
        toast(t('channels.tokenSaved'));
      } catch (error) {
        if (error instanceof ApiError && error.fields['access_token']) setTokenError(error.fields['access_token']);
        else throw error;
      }
    });
  };
  return (
    <Dialog kind="wide" title={channel?.name ?? t('nav.channels')} onClose={onClose}>
      {query.isError ? <p className={styles.problem}>{describeError(query.error)}</p> : null}
      {!channel ? (
        query.isError ? null : (
          <Skeleton height={120} />
        )
      ) : (
        <>
          {channel.webhook ? (
            <section className={styles.copy} aria-label={t('channels.webhook')}>
              <h3>{t('channels.webhook')}</h3>
              <p>{t('channels.webhookText')}</p>
              <CopyValue label={t('channels.callbackUrl')} value={channel.webhook.callback_url} />
              {channel.webhook.verify_token ? (
                <CopyValue label={t('channels.verifyToken')} value={channel.webhook.verify_token} />
              ) : null}
            </section>
          ) : null}
          {manages ? (
            <>
              <div className={styles.buttons}>
                <Button
                  variant="primary"
                  busy={busy === 'check'}
                  icon={<ShieldCheck size={18} aria-hidden="true" />}
                  onClick={() => void run('check', async () => setResult(await api.channels.validate(id)))}
                >
                  {t('channels.check')}
                </Button>
                <Button
                  busy={busy === 'templates'}
                  icon={<RefreshCw size={18} aria-hidden="true" />}
                  onClick={() =>
                    void run('templates', async () => {
                      await api.channels.syncTemplates(id);
                      await client.invalidateQueries({ queryKey: keys.templates(id) });
                      toast(t('channels.templatesSynced'));
                    })
                  }
                >
                  {t('template.sync')}
                </Button>
              </div>
              {result ? (
                <div role="status">
                  <ul className={styles.checks}>
                    {result.checks.map((check) => {
                      const Icon = ICONS[check.result];
                      return (
                        <li key={check.name}>
                          <Icon
                            size={18}
                            className={styles[check.result]}
                            role="img"
                            aria-label={t(`channels.result.${check.result}`)}
                          />
                          <span>{translated(check.message)}</span>
                        </li>
                      );
                    })}
                  </ul>
                </div>
              ) : null}
              <Switch
                label={t('channels.active')}
                hint={t('channels.activeHint')}
                checked={channel.state !== 'inactive'}
                disabled={busy !== null}
                onChange={(active) => void run('active', async () => void (await api.channels.update(id, { active })))}
              />
              <form className={styles.form} noValidate onSubmit={onToken}>
                <Field
                  name="token"
                  type="password"
                  label={t('channels.newToken')}
                  hint={
                    channel.credentials_hint ? t('channels.tokenHint', { hint: channel.credentials_hint }) : undefined
                  }
                  error={tokenError || undefined}
                  autoComplete="off"
                />
                <div className={styles.buttons}>
                  <Button type="submit" busy={busy === 'token'}>
                    {t('channels.saveToken')}
                  </Button>
                </div>
              </form>
            </>
          ) : null}
        </>
      )}
    </Dialog>
  );
}

function CopyValue({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <small>{label}</small>
      <div className={styles.value}>
        <code>{value}</code>
        <IconButton
          label={t('panel.copy', { what: label })}
          icon={<Copy size={18} />}
          onClick={() =>
            void navigator.clipboard.writeText(value).then(
              () => toast(t('message.copied')),
              () => toast(t('message.copyFailed'), { tone: 'error' }),
            )
          }
        />
      </div>
    </div>
  );
}
