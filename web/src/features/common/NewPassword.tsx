import { useState } from 'react';
import { Check, Circle } from 'lucide-react';
import { PASSWORD_LENGTH, passwordHints } from '@shared/domain/password';
import { t } from '@shared/i18n';
import { PasswordField } from './PasswordField';
import styles from './common.module.css';

interface NewPasswordProps {
  name: string;
  label: string;
  error?: string | undefined;
  /** Name and e-mail, which must not be the password. */
  own?: readonly string[];
}

/** A new password with what it still needs, said while it is typed. */
export function NewPassword({ name, label, error, own = [] }: NewPasswordProps) {
  const [password, setPassword] = useState('');
  const hints = passwordHints(password, own);
  const lines = [
    { done: hints.long, text: t('password.long', { count: PASSWORD_LENGTH }) },
    { done: hints.varied, text: t('password.varied') },
    { done: hints.notOwn, text: t('password.notOwn') },
  ];
  return (
    <div className={styles.newPassword}>
      <PasswordField
        name={name}
        label={label}
        error={error}
        autoComplete="new-password"
        onChange={(event) => setPassword(event.target.value)}
      />
      <ul className={styles.hints} aria-label={t('password.needs')}>
        {lines.map((line) => (
          <li key={line.text} data-done={line.done || undefined}>
            {line.done ? (
              <Check size={16} role="img" aria-label={t('password.done')} />
            ) : (
              <Circle size={16} role="img" aria-label={t('password.toDo')} />
            )}
            {line.text}
          </li>
        ))}
      </ul>
    </div>
  );
}
