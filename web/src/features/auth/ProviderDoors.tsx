import { useState } from 'react';
import { Building2, KeyRound } from 'lucide-react';
import { singleSignOn, type SignInPage } from '@shared/api/singleSignOn';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { Button } from '@/ui/Button/Button';
import { keepNext, leaveFor, rememberCompany } from './company';
import { GoogleMark, MicrosoftMark } from './marks';
import styles from './auth.module.css';

const MARKS = {
  google: <GoogleMark />,
  microsoft: <MicrosoftMark />,
  other: <KeyRound size={20} aria-hidden="true" />,
};

interface ProviderDoorsProps {
  company: string;
  page: SignInPage;
  next: string | undefined;
  onForget: () => void;
}

/** The buttons of a company's own sign-in page. */
export function ProviderDoors({ company, page, next, onForget }: ProviderDoorsProps) {
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState('');
  const depart = async (id: string) => {
    if (busy) return;
    setBusy(id);
    setProblem('');
    try {
      const { redirect_url } = await singleSignOn.depart(id);
      rememberCompany(company);
      keepNext(next);
      leaveFor(redirect_url);
    } catch (error) {
      setProblem(describeError(error));
      setBusy('');
    }
  };
  return (
    <div className={styles.doors}>
      {problem ? (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      ) : null}
      {page.providers.map((provider) => (
        <Button
          key={provider.id}
          wide
          busy={busy === provider.id}
          icon={MARKS[provider.kind]}
          onClick={() => void depart(provider.id)}
        >
          {t('signOn.with', { name: provider.name })}
        </Button>
      ))}
      <Button variant="quiet" wide icon={<Building2 size={18} aria-hidden="true" />} onClick={onForget}>
        {t('signOn.otherCompany')}
      </Button>
    </div>
  );
}
