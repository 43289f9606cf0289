import { useState } from 'react';
import { useRouter } from '@tanstack/react-router';
import { t } from '@shared/i18n';
import { checkSession, signOut } from '@/data/session';
import { TwoFactorSetup } from '@/features/common/twoFactor/TwoFactorSetup';
import { Button } from '@/ui/Button/Button';
import { AuthFrame } from './AuthFrame';
import styles from './auth.module.css';

/** Set-up of the second factor where the company asks for it: the only way on, besides out. */
export function ProtectPage() {
  const router = useRouter();
  const [leaving, setLeaving] = useState(false);
  return (
    <AuthFrame title={t('protect.title')} lead={t('protect.lead')}>
      <div className={styles.fields}>
        <TwoFactorSetup
          onDone={() => {
            void checkSession().then(() => router.history.push('/conversas'));
          }}
        />
        <Button
          variant="quiet"
          wide
          busy={leaving}
          onClick={() => {
            setLeaving(true);
            void signOut();
          }}
        >
          {t('action.signOut')}
        </Button>
      </div>
    </AuthFrame>
  );
}
