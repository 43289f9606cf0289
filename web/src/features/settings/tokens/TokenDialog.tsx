import { useState, type FormEvent } from 'react';
import { Copy } from 'lucide-react';
import { tokens, type Permission } from '@shared/api/administration';
import { dayKey, dayStart } from '@shared/format';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { copyText } from '@/data/files';
import { currentSession } from '@/data/session';
import { fieldProblems, OwnPasswordField } from '@/features/common/OwnPasswordField';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select } from '@/ui/Field/Field';
import { PermissionPicker } from '../PermissionPicker';
import { closedPermissions } from '../permissions';
import styles from '../settings.module.css';

/** Days that a new token may last; 0 is without an end. */
const LIVES = [30, 90, 365, 0] as const;

/** Makes a token for a program; the token itself is shown this once. */
export function TokenDialog({ onCreated, onClose }: { onCreated: () => Promise<void>; onClose: () => void }) {
  const [chosen, setChosen] = useState<ReadonlySet<Permission>>(new Set());
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [token, setToken] = useState('');
  const closed = closedPermissions(currentSession().permissions, 'all');

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const name = String(data.get('name')).trim();
    const password = String(data.get('password') ?? '');
    const days = Number(data.get('days'));
    const found: Record<string, string> = {};
    if (!name) found['name'] = t('panel.nameMissing');
    if (!password) found['password'] = t('stepUp.missing');
    setProblems(found);
    setProblem(chosen.size === 0 ? t('tokens.choose') : '');
    if (Object.keys(found).length > 0 || chosen.size === 0) return;
    setBusy(true);
    try {
      const made = await tokens.create({
        name,
        permissions: [...chosen],
        expires_at: days ? dayStart(dayKey(Date.now()), days + 1) : null,
        password,
      });
      setToken(made.token);
      void onCreated();
    } catch (error) {
      const fields = fieldProblems(error);
      setProblems(fields);
      if (!fields['name'] && !fields['password']) setProblem(describeError(error));
    }
    setBusy(false);
  };
  if (token)
    return (
      <Dialog
        title={t('tokens.made')}
        onClose={onClose}
        footer={
          <>
            <Button onClick={onClose}>{t('action.close')}</Button>
            <Button variant="primary" icon={<Copy size={18} aria-hidden="true" />} onClick={() => copyText(token)}>
              {t('tokens.copy')}
            </Button>
          </>
        }
      >
        <p>{t('tokens.madeText')}</p>
        <code className={styles.secret}>{token}</code>
      </Dialog>
    );
  return (
    <Dialog
      kind="wide"
      title={t('tokens.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="token" variant="primary" busy={busy}>
            {t('tokens.create')}
          </Button>
        </>
      }
    >
      <form id="token" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        <Field
          name="name"
          label={t('tokens.name')}
          hint={t('tokens.nameHint')}
          maxLength={120}
          autoComplete="off"
          error={problems['name']}
        />
        <Select name="days" label={t('tokens.life')} defaultValue="90">
          {LIVES.map((days) => (
            <option key={days} value={days}>
              {days ? t('tokens.days', { count: days }) : t('tokens.noEnd')}
            </option>
          ))}
        </Select>
        <p className={styles.quiet}>{t('tokens.permissionsHint')}</p>
        <PermissionPicker chosen={chosen} closed={closed} onChange={setChosen} />
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
