import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { roles } from '@shared/api/administration';
import { providers, type Provider, type ProviderKind } from '@shared/api/singleSignOn';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { fieldProblems, OwnPasswordField } from '@/features/common/OwnPasswordField';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select } from '@/ui/Field/Field';
import { Switch } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { roleText } from '../permissions';
import styles from '../settings.module.css';
import { areDomains, domainsOf, GOOGLE, kindName, microsoftIssuer } from './provider';

const KINDS: readonly ProviderKind[] = ['google', 'microsoft', 'other'];

/** Adds a provider, or changes one; its issuer stays what it is. */
export function ProviderDialog({ provider, onClose }: { provider: Provider | null; onClose: () => void }) {
  const client = useQueryClient();
  const roleQuery = useQuery({ queryKey: keys.roles, queryFn: roles.list });
  const [kind, setKind] = useState<ProviderKind>(provider?.kind ?? 'google');
  const [admits, setAdmits] = useState(provider?.admits_newcomers ?? false);
  const [trusts, setTrusts] = useState(provider?.trusts_second_factor ?? false);
  const [active, setActive] = useState(provider?.active ?? true);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const value = (field: string) => String(data.get(field) ?? '').trim();
    const domains = domainsOf(value('domains'));
    const issuer =
      kind === 'google' ? GOOGLE : kind === 'microsoft' ? microsoftIssuer(value('tenant')) : value('issuer');
    const found: Record<string, string> = {};
    for (const field of ['name', 'client_id', ...(provider ? [] : ['client_secret'])])
      if (!value(field)) found[field] = t('provider.required');
    if (!provider && !issuer) found['issuer'] = t(kind === 'microsoft' ? 'provider.tenantWrong' : 'provider.required');
    if (!areDomains(domains)) found['domains'] = t('provider.domainsWrong');
    const password = String(data.get('password') ?? '');
    if (!password) found['password'] = t('stepUp.missing');
    setProblems(found);
    setProblem('');
    if (Object.keys(found).length > 0) return;
    const secret = value('client_secret');
    const common = {
      name: value('name'),
      client_id: value('client_id'),
      domains,
      admits_newcomers: admits,
      trusts_second_factor: trusts,
      ...(admits ? { newcomer_role: value('newcomer_role') } : {}),
      password,
    };
    setBusy(true);
    try {
      if (provider)
        await providers.update(provider.id, { ...common, active, ...(secret ? { client_secret: secret } : {}) });
      else await providers.create({ newcomer_role: 'agent', ...common, issuer, client_secret: secret });
      await client.invalidateQueries({ queryKey: keys.providers });
      toast(t(provider ? 'settings.saved' : 'provider.created'));
      onClose();
    } catch (error) {
      setBusy(false);
      const fields = fieldProblems(error);
      if (Object.keys(fields).length > 0) setProblems(fields);
      else setProblem(describeError(error));
    }
  };
  return (
    <Dialog
      kind="wide"
      title={provider ? provider.name : t('provider.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="provider" variant="primary" busy={busy}>
            {t('action.save')}
          </Button>
        </>
      }
    >
      <form id="provider" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        {provider ? (
          <p className={styles.quiet}>
            {kindName(provider.kind)} · {provider.issuer}
          </p>
        ) : (
          <Select
            name="kind"
            label={t('provider.kind')}
            value={kind}
            onChange={(event) => setKind(event.target.value as ProviderKind)}
          >
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {kindName(one)}
              </option>
            ))}
          </Select>
        )}
        <p className={styles.quiet}>{t(`provider.help.${kind}`)}</p>
        <Field
          key={`name-${kind}`}
          name="name"
          label={t('provider.name')}
          defaultValue={provider?.name ?? (kind === 'other' ? '' : kindName(kind))}
          maxLength={60}
          autoComplete="off"
          error={problems['name']}
        />
        {!provider && kind === 'microsoft' ? (
          <Field
            name="tenant"
            label={t('provider.tenant')}
            hint={t('provider.tenantHint')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            error={problems['issuer']}
          />
        ) : null}
        {!provider && kind === 'other' ? (
          <Field
            name="issuer"
            type="url"
            label={t('provider.issuer')}
            hint={t('provider.issuerHint')}
            autoComplete="off"
            maxLength={300}
            error={problems['issuer']}
          />
        ) : null}
        {!provider && kind === 'google' && problems['issuer'] ? (
          <p role="alert" className={styles.problem}>
            {problems['issuer']}
          </p>
        ) : null}
        <Field
          name="client_id"
          label={t('provider.clientId')}
          hint={provider ? t('provider.clientIdHint') : undefined}
          defaultValue={provider?.client_id ?? ''}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={300}
          error={problems['client_id']}
        />
        <Field
          name="client_secret"
          type="password"
          label={t('provider.secret')}
          hint={t(provider ? 'provider.secretKeep' : 'provider.secretHint')}
          autoComplete="off"
          maxLength={1024}
          error={problems['client_secret']}
        />
        <Field
          name="domains"
          label={t('provider.domains')}
          hint={t('provider.domainsHint')}
          defaultValue={provider?.domains.join(', ') ?? ''}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={problems['domains'] ?? Object.entries(problems).find(([field]) => field.startsWith('domains.'))?.[1]}
        />
        <div className={styles.switches}>
          <Switch label={t('provider.admits')} hint={t('provider.admitsHint')} checked={admits} onChange={setAdmits} />
          <Switch label={t('provider.trusts')} hint={t('provider.trustsHint')} checked={trusts} onChange={setTrusts} />
          {provider ? (
            <Switch
              label={t('signOnSettings.active')}
              hint={t('provider.activeHint')}
              checked={active}
              onChange={setActive}
            />
          ) : null}
        </div>
        {admits ? (
          <Select
            key={roleQuery.data ? 'known' : 'waiting'}
            name="newcomer_role"
            label={t('provider.role')}
            defaultValue={provider?.newcomer_custom_role?.id ?? provider?.newcomer_role ?? 'agent'}
            error={problems['newcomer_role'] ?? problems['role']}
          >
            {(roleQuery.data ?? [])
              .filter((role) => role.id !== 'admin')
              .map((role) => (
                <option key={role.id} value={role.id}>
                  {roleText(role)}
                </option>
              ))}
          </Select>
        ) : null}
        {problem ? (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        ) : null}
        <OwnPasswordField error={problems['password']} />
      </form>
    </Dialog>
  );
}
