import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { fieldProblems, OwnPasswordField, type OwnPasswordFieldProps } from './OwnPasswordField';
import styles from './common.module.css';

interface StepUpDialogProps {
  title: string;
  /** What will happen after the password. */
  children: ReactNode;
  action: string;
  tone?: 'danger' | 'primary';
  /** @param data other fields of the dialog, by name; resolves when it is done */
  onPassword: (password: string, data: FormData) => Promise<void>;
  onClose: () => void;
  /** Where it holds; see OwnPasswordField. */
  reach?: OwnPasswordFieldProps['reach'];
}

/** Asks for the password again before something dangerous; a wrong one is said in place. */
export function StepUpDialog({
  title,
  children,
  action,
  tone = 'primary',
  onPassword,
  onClose,
  reach,
}: StepUpDialogProps) {
  const form = useId();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const [problem, setProblem] = useState('');
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const password = String(data.get('password') ?? '');
    setProblem('');
    setWrong(password ? '' : t('stepUp.missing'));
    if (!password || busy) return;
    setBusy(true);
    try {
      await onPassword(password, data);
      onClose();
    } catch (error) {
      setBusy(false);
      const { password: wrong, ...others } = fieldProblems(error);
      if (wrong) setWrong(wrong);
      else setProblem(Object.values(others)[0] ?? describeError(error));
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form={form} variant={tone} busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        <div className={styles.words}>{children}</div>
        {problem ? (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        ) : null}
        <OwnPasswordField error={wrong} reach={reach} />
      </form>
    </Dialog>
  );
}
