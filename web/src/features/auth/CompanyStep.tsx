import { useEffect, useRef, useState, type FormEvent } from 'react';
import { singleSignOn } from '@shared/api/singleSignOn';
import { ApiError } from '@shared/api/client';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { Button } from '@/ui/Button/Button';
import { Field } from '@/ui/Field/Field';
import { AuthFrame } from './AuthFrame';
import { companyCode } from './company';
import styles from './auth.module.css';

/** Asks for the code of the company, for who came without its link. */
export function CompanyStep({ onFound, onBack }: { onFound: (company: string) => void; onBack: () => void }) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const typed = String(new FormData(event.currentTarget).get('company')).trim();
    // The whole link is as good as the code in it.
    const code = companyCode(/[?&]empresa=([^&#]+)/.exec(typed)?.[1] ?? typed);
    if (!code) {
      setProblem(t(typed ? 'signOn.codeWrong' : 'signOn.codeMissing'));
      field.current?.focus();
      return;
    }
    setBusy(true);
    try {
      await singleSignOn.page(code);
      onFound(code);
    } catch (error) {
      setBusy(false);
      const unknown = error instanceof ApiError && error.status === 404;
      setProblem(unknown ? t('signOn.codeWrong') : describeError(error));
      field.current?.select();
    }
  };
  return (
    <AuthFrame title={t('signOn.open')} lead={t('signOn.codeHint')}>
      <form noValidate className={styles.fields} onSubmit={(event) => void onSubmit(event)}>
        <Field
          ref={field}
          name="company"
          label={t('signOn.code')}
          autoComplete="organization"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={300}
          error={problem || undefined}
        />
        <Button type="submit" variant="primary" wide busy={busy}>
          {t('signOn.next')}
        </Button>
        <Button variant="quiet" wide onClick={onBack}>
          {t('secondStep.back')}
        </Button>
      </form>
    </AuthFrame>
  );
}
