import { useState, type FormEvent } from 'react';
import { people, type Person, type Role } from '@shared/api/administration';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { fieldProblems, OwnPasswordField } from '@/features/common/OwnPasswordField';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select } from '@/ui/Field/Field';
import { roleText } from '../permissions';
import styles from '../settings.module.css';

interface PersonDialogProps {
  person: Person;
  roles: readonly Role[];
  onSaved: () => Promise<void>;
  onClose: () => void;
}

/** What somebody may do, and how many conversations they are given at most. */
export function PersonDialog({ person, roles, onSaved, onClose }: PersonDialogProps) {
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const before = person.custom_role?.id ?? person.role;
  const [role, setRole] = useState(before);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const password = String(data.get('password') ?? '');
    const typed = String(data.get('capacity')).trim();
    const capacity = typed ? Number(typed) : null;
    setProblem('');
    const wrong: Record<string, string> = {};
    if (capacity !== null && (!Number.isInteger(capacity) || capacity < 1 || capacity > 100))
      wrong['capacity'] = t('queues.limitInvalid');
    if (role !== before && !password) wrong['password'] = t('stepUp.missing');
    setProblems(wrong);
    if (Object.keys(wrong).length > 0) return;
    // Only what was changed: a change of role ends the person's sessions.
    const change = {
      ...(role === before ? {} : { role, password }),
      ...(capacity === person.capacity ? {} : { capacity }),
    };
    setBusy(true);
    try {
      if (Object.keys(change).length > 0) await people.update(person.id, change);
      await onSaved();
      onClose();
    } catch (error) {
      setBusy(false);
      const fields = fieldProblems(error);
      setProblems(fields);
      if (Object.keys(fields).length === 0) setProblem(describeError(error));
    }
  };
  return (
    <Dialog
      title={person.name}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="person" variant="primary" busy={busy}>
            {t('action.save')}
          </Button>
        </>
      }
    >
      <form id="person" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        {problem ? (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        ) : null}
        <Select
          name="role"
          label={t('people.role')}
          hint={t('people.roleHint')}
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
        <Field
          name="capacity"
          type="number"
          min={1}
          max={100}
          label={t('people.capacity')}
          hint={t('people.capacityHint')}
          defaultValue={person.capacity ?? ''}
          error={problems['capacity']}
        />
        {role === before ? null : <OwnPasswordField error={problems['password']} />}
      </form>
    </Dialog>
  );
}
