import { useCallback, useState, type FormEvent } from 'react';
import { Copy } from 'lucide-react';
import { twoFactor, type TwoFactorSetup as Setup } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { copyText } from '@/data/files';
import { Button } from '@/ui/Button/Button';
import { Field } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import { fieldProblems, OwnPasswordField } from '../OwnPasswordField';
import common from '../common.module.css';
import { RecoveryCodes } from './RecoveryCodes';
import styles from './twoFactor.module.css';

/** Password, then the app's code, then the recovery codes, which are shown this once. */
export function TwoFactorSetup({ onDone }: { onDone: () => void }) {
  const [setup, setSetup] = useState<Setup | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [problem, setProblem] = useState('');
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);

  const attempt = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setWrong('');
    setProblem('');
    try {
      await work();
    } catch (error) {
      const code = error instanceof ApiError ? error.code : '';
      const password = setup ? undefined : fieldProblems(error)['password'];
      if (password) setWrong(password);
      else if (code === 'wrong_code') setWrong(t('secondStep.codeWrong'));
      else setProblem(describeError(error));
      if (code === 'setup_ended') setSetup(null);
    }
    setBusy(false);
  };
  const onPassword = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password') ?? '');
    if (!password) setWrong(t('stepUp.missing'));
    else void attempt(async () => setSetup(await twoFactor.start(password)));
  };
  const onCode = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code')).replace(/\s/g, '');
    if (!/^\d{6}$/.test(code)) setWrong(t('secondStep.codeMissing'));
    else void attempt(async () => setCodes((await twoFactor.confirm(code)).recovery_codes));
  };

  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  const alert = problem ? (
    <p role="alert" className={common.problem}>
      {problem}
    </p>
  ) : null;
  if (!setup)
    return (
      <form noValidate className={common.form} onSubmit={onPassword}>
        {alert}
        <OwnPasswordField error={wrong} reach="everywhere" />
        <Button type="submit" variant="primary" wide busy={busy}>
          {t('twoFactor.begin')}
        </Button>
      </form>
    );
  return (
    <form noValidate className={common.form} onSubmit={onCode}>
      {alert}
      <ol className={styles.steps}>
        <li>{t('twoFactor.stepApp')}</li>
        <li>{t('twoFactor.stepScan')}</li>
      </ol>
      <Square svg={setup.qr_svg} />
      <div>
        <small className={styles.caption}>{t('twoFactor.byHand')}</small>
        <div className={styles.key}>
          <code>{setup.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          <IconButton
            label={t('panel.copy', { what: t('twoFactor.key') })}
            icon={<Copy size={18} />}
            onClick={() => copyText(setup.secret)}
          />
        </div>
      </div>
      <Field
        key="code"
        name="code"
        label={t('twoFactor.stepCode')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        error={wrong || undefined}
      />
      <Button type="submit" variant="primary" wide busy={busy}>
        {t('twoFactor.confirm')}
      </Button>
    </form>
  );
}

/** The square for the app's camera: a picture of its own, because markup is never put into the page. */
function Square({ svg }: { svg: string }) {
  const show = useCallback(
    (image: HTMLImageElement) => {
      const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [svg],
  );
  return <img ref={show} className={styles.square} alt={t('twoFactor.square')} width={196} height={196} />;
}
