import { useEffect, useRef, useState, type FormEvent } from 'react';
import { api, ApiError } from '@shared/api/client';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { enter } from '@/data/session';
import { Button } from '@/ui/Button/Button';
import { Field } from '@/ui/Field/Field';
import { AuthFrame } from './AuthFrame';
import styles from './auth.module.css';

interface SecondStepProps {
  challenge: string;
  onDone: () => void;
  /** @param reason why the password is needed again; empty when the person chose to go back */
  onBack: (reason: string) => void;
}

/** The code of the app after the password, or one of the recovery codes. */
export function SecondStep({ challenge, onDone, onBack }: SecondStepProps) {
  const [recovery, setRecovery] = useState(false);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [recovery]);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const code = String(new FormData(event.currentTarget).get('code')).replace(/\s/g, '');
    const missing = !code || (!recovery && !/^\d{6}$/.test(code));
    setProblem(missing ? t(recovery ? 'secondStep.recoveryMissing' : 'secondStep.codeMissing') : '');
    if (missing) return;
    setBusy(true);
    try {
      await enter(await api.session.finish({ challenge, code }));
      onDone();
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && error.code === 'challenge_ended') onBack(t('secondStep.ended'));
      else if (error instanceof ApiError && (error.status === 401 || error.status === 422))
        setProblem(t(recovery ? 'secondStep.recoveryWrong' : 'secondStep.codeWrong'));
      else setProblem(describeError(error));
      field.current?.select();
    }
  };
  return (
    <AuthFrame title={t('secondStep.title')} lead={t(recovery ? 'secondStep.recoveryLead' : 'secondStep.lead')}>
      <form noValidate className={styles.fields} onSubmit={(event) => void onSubmit(event)}>
        <Field
          key={String(recovery)}
          ref={field}
          name="code"
          label={t(recovery ? 'secondStep.recovery' : 'secondStep.code')}
          inputMode={recovery ? 'text' : 'numeric'}
          autoComplete={recovery ? 'off' : 'one-time-code'}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={recovery ? 40 : 7}
          error={problem || undefined}
          onChange={(event) => {
            // Six digits are the whole code: nothing is left to press.
            if (!recovery && /^\d{6}$/.test(event.target.value)) event.target.form?.requestSubmit();
          }}
        />
        <Button type="submit" variant="primary" wide busy={busy}>
          {t('secondStep.submit')}
        </Button>
        <Button
          variant="quiet"
          wide
          onClick={() => {
            setProblem('');
            setRecovery(!recovery);
          }}
        >
          {t(recovery ? 'secondStep.useCode' : 'secondStep.useRecovery')}
        </Button>
        <Button variant="quiet" wide onClick={() => onBack('')}>
          {t('secondStep.back')}
        </Button>
      </form>
    </AuthFrame>
  );
}
