import { useState, type InputHTMLAttributes, type Ref } from 'react';
import { Eye, EyeOff } from 'lucide-react';
import { t } from '@shared/i18n';
import { Field } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';

interface PasswordFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** A password that one can look at before sending it. */
export function PasswordField({ error, ...rest }: PasswordFieldProps) {
  const [visible, setVisible] = useState(false);
  return (
    <Field
      {...rest}
      error={error || undefined}
      type={visible ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      action={
        <IconButton
          label={t(visible ? 'password.hide' : 'password.show')}
          icon={visible ? <EyeOff size={20} /> : <Eye size={20} />}
          onClick={() => setVisible(!visible)}
        />
      }
    />
  );
}
