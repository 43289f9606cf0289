import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, Copy, KeyRound, Plus } from 'lucide-react';
import { providers, type Provider, type ProviderCheck } from '@shared/api/singleSignOn';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { copyText } from '@/data/files';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { StepUpDialog } from '@/features/common/StepUpDialog';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Switch } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { PageHead } from '../PageHead';
import styles from '../settings.module.css';
import { checkText, kindName } from './provider';
import { ProviderDialog } from './ProviderDialog';

/** How the company's people sign in besides a password. */
export function SingleSignOnPage() {
  const client = useQueryClient();
  const settings = useQuery({ queryKey: keys.signInSettings, queryFn: providers.settings, staleTime: 0 });
  const query = useQuery({ queryKey: keys.providers, queryFn: providers.list, staleTime: 0 });
  const [editing, setEditing] = useState<Provider | 'new' | null>(null);
  const [removing, setRemoving] = useState<Provider | null>(null);
  const [requiring, setRequiring] = useState<boolean | null>(null);
  const all = query.data?.items ?? [];
  const add = (
    <Button variant="primary" icon={<Plus size={18} aria-hidden="true" />} onClick={() => setEditing('new')}>
      {t('signOnSettings.add')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('signOnSettings.title')}
        text={t('signOnSettings.text')}
        action={all.length > 0 ? add : null}
      />
      <PageState query={settings} failed={t('signOnSettings.failed')}>
        {settings.data ? (
          <section className={styles.card} aria-labelledby="sign-in-addresses">
            <h2 id="sign-in-addresses">{t('signOnSettings.addresses')}</h2>
            <Address
              label={t('signOnSettings.redirect')}
              hint={t('signOnSettings.redirectHint')}
              value={settings.data.redirect_uri}
            />
            <Address
              label={t('signOnSettings.link')}
              hint={t('signOnSettings.linkHint')}
              value={settings.data.sign_in_url}
            />
          </section>
        ) : null}
      </PageState>
      <PageState query={query} failed={t('signOnSettings.failed')}>
        {all.length === 0 ? (
          <EmptyState
            icon={<KeyRound size={32} />}
            title={t('signOnSettings.none')}
            text={t('signOnSettings.noneText')}
            action={add}
          />
        ) : (
          <section className={styles.card} aria-labelledby="sign-in-providers">
            <h2 id="sign-in-providers">{t('signOnSettings.providers')}</h2>
            <ul className={styles.rows}>
              {all.map((provider) => (
                <ProviderRow
                  key={provider.id}
                  provider={provider}
                  onEdit={() => setEditing(provider)}
                  onRemove={() => setRemoving(provider)}
                />
              ))}
            </ul>
          </section>
        )}
        {settings.data && (all.length > 0 || settings.data.single_sign_on_only) ? (
          <section className={styles.card} aria-labelledby="sign-in-only">
            <h2 id="sign-in-only">{t('signOnSettings.only')}</h2>
            <Switch
              label={t('signOnSettings.onlyOn')}
              hint={t('signOnSettings.onlyText')}
              checked={settings.data.single_sign_on_only}
              onChange={setRequiring}
            />
          </section>
        ) : null}
      </PageState>
      {editing ? (
        <ProviderDialog provider={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      ) : null}
      {removing ? (
        <StepUpDialog
          title={t('provider.removeTitle', { name: removing.name })}
          action={t('provider.remove')}
          tone="danger"
          onPassword={async (password) => {
            await providers.remove(removing.id, password);
            await client.invalidateQueries({ queryKey: keys.providers });
            toast(t('provider.removed'));
          }}
          onClose={() => setRemoving(null)}
        >
          <p>{t('provider.removeText')}</p>
        </StepUpDialog>
      ) : null}
      {requiring !== null ? (
        <StepUpDialog
          title={t(requiring ? 'signOnSettings.onlyOn' : 'signOnSettings.onlyOff')}
          action={t(requiring ? 'signOnSettings.onlyOn' : 'signOnSettings.onlyOff')}
          tone={requiring ? 'danger' : 'primary'}
          onPassword={async (password) => {
            client.setQueryData(keys.signInSettings, await providers.require(requiring, password));
            toast(t('settings.saved'));
          }}
          onClose={() => setRequiring(null)}
        >
          <p>{t(requiring ? 'signOnSettings.onlyOnText' : 'signOnSettings.onlyOffText')}</p>
        </StepUpDialog>
      ) : null}
    </>
  );
}

function Address({ label, hint, value }: { label: string; hint: string; value: string }) {
  return (
    <div className={styles.copy}>
      <strong>{label}</strong>
      <span className={styles.quiet}>{hint}</span>
      <span className={styles.value}>
        <code>{value}</code>
        <IconButton
          icon={<Copy size={20} aria-hidden="true" />}
          label={t('signOnSettings.copy', { what: label })}
          onClick={() => copyText(value)}
        />
      </span>
    </div>
  );
}

interface ProviderRowProps {
  provider: Provider;
  onEdit: () => void;
  onRemove: () => void;
}

function ProviderRow({ provider, onEdit, onRemove }: ProviderRowProps) {
  const [busy, setBusy] = useState(false);
  const [check, setCheck] = useState<ProviderCheck | null>(null);
  const { name } = provider;
  const test = async () => {
    setBusy(true);
    try {
      setCheck(await providers.check(provider.id));
    } catch (error) {
      toast(describeError(error), { tone: 'error' });
    }
    setBusy(false);
  };
  return (
    <li className={styles.item}>
      <span className={styles.glyph}>
        <KeyRound size={22} aria-hidden="true" />
      </span>
      <span className={styles.words}>
        <strong>{name}</strong>
        <small>
          {kindName(provider.kind)} · {t('signOnSettings.domains', { domains: provider.domains.join(', ') })}
        </small>
        {provider.admits_newcomers ? <small>{t('signOnSettings.admits')}</small> : null}
      </span>
      <Badge tone={provider.active ? 'ok' : 'warn'}>
        {t(provider.active ? 'signOnSettings.active' : 'signOnSettings.inactive')}
      </Badge>
      <span className={styles.buttons}>
        <Button busy={busy} onClick={() => void test()} aria-label={t('signOnSettings.testNamed', { name })}>
          {t('signOnSettings.test')}
        </Button>
        <Button onClick={onEdit} aria-label={t('signOnSettings.editNamed', { name })}>
          {t('signOnSettings.edit')}
        </Button>
        <Button variant="danger" onClick={onRemove} aria-label={`${t('provider.remove')} ${name}`}>
          {t('provider.remove')}
        </Button>
      </span>
      {check ? (
        <p role="status" className={`${styles.outcome} ${check.ok ? styles.ok : styles.failed}`}>
          {check.ok ? <CircleCheck size={18} aria-hidden="true" /> : <CircleAlert size={18} aria-hidden="true" />}
          {checkText(check)}
        </p>
      ) : null}
    </li>
  );
}
