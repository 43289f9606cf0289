import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { invites, teams, type Role } from '@shared/api/administration';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { fieldProblems, OwnPasswordField } from '@/features/common/OwnPasswordField';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select } from '@/ui/Field/Field';
import { Checkbox } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { roleText } from '../permissions';
import styles from '../settings.module.css';

/** Sends somebody a link by e-mail with which they start to work here. */
export function InviteDialog({ roles, onClose }: { roles: readonly Role[]; onClose: () => void }) {
  const client = useQueryClient();
  const { data: known } = useQuery({ queryKey: keys.teams, queryFn: teams.list });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [role, setRole] = useState('agent');
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const email = String(data.get('email')).trim();
    const password = String(data.get('password') ?? '');
    const found: Record<string, string> = /^\S+@\S+\.\S+$/.test(email) ? {} : { email: t('signIn.emailInvalid') };
    if (role !== 'agent' && !password) found['password'] = t('stepUp.missing');
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await invites.create({ email, role, team_ids: [...chosen], ...(role === 'agent' ? {} : { password }) });
      await client.invalidateQueries({ queryKey: keys.invites });
      toast(t('invite.sent', { email }));
      onClose();
    } catch (error) {
      setBusy(false);
      const fields = fieldProblems(error);
      setProblems(Object.keys(fields).length > 0 ? fields : { email: describeError(error) });
    }
  };
  return (
    <Dialog
      title={t('people.invite')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="invite" variant="primary" busy={busy}>
            {t('invite.send')}
          </Button>
        </>
      }
    >
      <form id="invite" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        <Field
          name="email"
          type="email"
          label={t('invite.email')}
          hint={t('invite.emailHint')}
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          maxLength={254}
          error={problems['email']}
        />
        <Select
          name="role"
          label={t('people.role')}
          value={role}
          onChange={(event) => setRole(event.target.value)}
          error={problems['role']}
        >
          {roles.map((one) => (
            <option key={one.id} value={one.id}>
              {roleText(one)}
            </option>
          ))}
        </Select>
        {known && known.length > 0 ? (
          <fieldset>
            <legend>{t('invite.teams')}</legend>
            <div className={styles.members}>
              {known.map((team) => (
                <Checkbox
                  key={team.id}
                  label={team.name}
                  checked={chosen.has(team.id)}
                  onChange={(checked) => {
                    const next = new Set(chosen);
                    if (checked) next.add(team.id);
                    else next.delete(team.id);
                    setChosen(next);
                  }}
                />
              ))}
            </div>
          </fieldset>
        ) : null}
        {role === 'agent' ? null : <OwnPasswordField error={problems['password']} />}
      </form>
    </Dialog>
  );
}
