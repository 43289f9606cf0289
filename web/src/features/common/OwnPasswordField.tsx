import { ApiError } from '@shared/api/client';
import { t } from '@shared/i18n';
import { PasswordField } from './PasswordField';

/** One's own password, in a form that changes something dangerous; named `password`. */
export function OwnPasswordField({ error }: { error: string | undefined }) {
  return (
    <PasswordField
      name="password"
      label={t('stepUp.password')}
      hint={t('stepUp.hint')}
      autoComplete="current-password"
      error={error}
    />
  );
}

/** What is wrong with the fields of such a form, in the app's own words where it is the password. */
export function fieldProblems(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return error.code === 'wrong_password' ? { password: t('stepUp.wrong') } : error.fields;
}
