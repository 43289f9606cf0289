import { useState, type FormEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { roles, type Permission, type Role } from '@shared/api/administration';
import { api } from '@shared/api/client';
import { changedFields } from '@shared/domain/changes';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { currentSession } from '@/data/session';
import { fieldProblems, OwnPasswordField } from '@/features/common/OwnPasswordField';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select } from '@/ui/Field/Field';
import { Checkbox, Switch } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { PermissionPicker } from '../PermissionPicker';
import { closedPermissions, PERMISSION_GROUPS, roleText } from '../permissions';
import styles from '../settings.module.css';

const SCOPES = ['all', 'team', 'own'] as const;
const EVERYTHING = new Set(PERMISSION_GROUPS.flatMap((group) => group.permissions));
const USUAL: Permission[] = ['conversations.read', 'conversations.reply', 'contacts.read', 'labels.read', 'users.read'];

interface RoleDialogProps {
  /** null makes a new one. */
  role: Role | null;
  /** Only to look at. */
  fixed: boolean;
  onSaved: () => Promise<void>;
  onClose: () => void;
}

/** A role: whose conversations it sees, on which channels, and what it may do. */
export function RoleDialog({ role, fixed, onSaved, onClose }: RoleDialogProps) {
  const { data: channels } = useQuery({ queryKey: keys.channels, queryFn: api.channels.list });
  const [chosen, setChosen] = useState<ReadonlySet<Permission>>(new Set(role?.permissions ?? USUAL));
  const [scope, setScope] = useState<Role['scope']>(role?.scope ?? 'all');
  const [unassigned, setUnassigned] = useState(role?.sees_unassigned ?? true);
  const [only, setOnly] = useState<ReadonlySet<string> | null>(role?.channel_ids ? new Set(role.channel_ids) : null);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const closed = fixed ? EVERYTHING : closedPermissions(currentSession().permissions, scope);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const name = String(data.get('name')).trim();
    const password = String(data.get('password') ?? '');
    const found: Record<string, string> = {};
    if (!name) found['name'] = t('panel.nameMissing');
    if (!password) found['password'] = t('stepUp.missing');
    setProblem('');
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const body = {
      name,
      // What oneself does not have stays as it was: the server knows who gave it.
      permissions: [...chosen].filter((one) => !closed.has(one) || role?.permissions.includes(one)),
      scope,
      sees_unassigned: unassigned,
      channel_ids: only ? [...only] : null,
    };
    try {
      await (role
        ? roles.update(role.id, { ...changedFields(role, body), password })
        : roles.create({ ...body, password }));
      await onSaved();
      toast(t('settings.saved'));
      onClose();
    } catch (error) {
      setBusy(false);
      const fields = fieldProblems(error);
      setProblems(fields);
      if (!fields['name'] && !fields['password']) setProblem(describeError(error));
    }
  };
  const toggleChannel = (id: string) => {
    const next = new Set(only);
    if (!next.delete(id)) next.add(id);
    setOnly(next);
  };
  return (
    <Dialog
      kind="wide"
      title={role ? roleText(role) : t('roles.new')}
      onClose={onClose}
      footer={
        fixed ? (
          <Button onClick={onClose}>{t('action.close')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button type="submit" form="role" variant="primary" busy={busy}>
              {t('action.save')}
            </Button>
          </>
        )
      }
    >
      <form id="role" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        {problem ? (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        ) : null}
        {fixed ? (
          <p className={styles.quiet}>{t('roles.fixed')}</p>
        ) : (
          <Field
            name="name"
            label={t('roles.name')}
            defaultValue={role?.name ?? ''}
            maxLength={60}
            error={problems['name']}
          />
        )}
        <Select
          label={t('roles.scopeLabel')}
          hint={scope === 'team' ? t('roles.teamHint') : undefined}
          value={scope}
          disabled={fixed}
          onChange={(event) => setScope(event.target.value as Role['scope'])}
        >
          {SCOPES.map((one) => (
            <option key={one} value={one}>
              {t(`roles.scope.${one}`)}
            </option>
          ))}
        </Select>
        {scope === 'all' ? null : (
          <Switch
            label={t('roles.unassigned')}
            hint={t('roles.unassignedHint')}
            checked={unassigned}
            disabled={fixed}
            onChange={setUnassigned}
          />
        )}
        <fieldset>
          <legend>{t('nav.channels')}</legend>
          <Checkbox
            label={t('roles.everyChannel')}
            checked={only === null}
            disabled={fixed}
            onChange={(every) => setOnly(every ? null : new Set())}
          />
          {only ? (
            <div className={styles.members}>
              {(channels?.items ?? []).map((channel) => (
                <Checkbox
                  key={channel.id}
                  label={channel.name}
                  checked={only.has(channel.id)}
                  disabled={fixed}
                  onChange={() => toggleChannel(channel.id)}
                />
              ))}
            </div>
          ) : null}
        </fieldset>
        {scope === 'all' || fixed ? null : <p className={styles.quiet}>{t('roles.closedHint')}</p>}
        <PermissionPicker
          chosen={chosen}
          closed={fixed ? new Set([...EVERYTHING].filter((one) => !chosen.has(one))) : closed}
          onChange={fixed ? () => undefined : setChosen}
        />
        {fixed ? null : <OwnPasswordField error={problems['password']} />}
      </form>
    </Dialog>
  );
}
