import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { twoFactor } from '@shared/api/administration';
import { shortDate } from '@shared/format';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { StepUpDialog } from '@/features/common/StepUpDialog';
import { RecoveryCodes } from '@/features/common/twoFactor/RecoveryCodes';
import { TwoFactorSetup } from '@/features/common/twoFactor/TwoFactorSetup';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { toast } from '@/ui/Toast/toast';
import styles from '../settings.module.css';

/** Few enough that somebody should make new ones. */
const FEW_CODES = 3;

/** One's own second factor: on, off, other recovery codes. */
export function TwoFactorCard() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.twoFactor, queryFn: twoFactor.read, staleTime: 0 });
  const [doing, setDoing] = useState<'setup' | 'codes' | 'remove' | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const factor = query.data;
  const refresh = () => {
    void client.invalidateQueries({ queryKey: keys.twoFactor });
    void client.invalidateQueries({ queryKey: keys.sessions });
  };
  const close = () => {
    setDoing(null);
    setCodes(null);
    refresh();
  };
  return (
    <section className={styles.card} aria-labelledby="two-factor">
      <div>
        <h2 id="two-factor">{t('twoFactor.title')}</h2>
        <p className={styles.quiet}>{t('twoFactor.text')}</p>
      </div>
      <PageState query={query} failed={t('twoFactor.failed')}>
        {factor?.enabled ? (
          <>
            <div className={styles.numbers}>
              <Badge tone="ok" icon={<ShieldCheck aria-hidden="true" />}>
                {t('twoFactor.on', { date: factor.enabled_at ? shortDate(factor.enabled_at) : '' })}
              </Badge>
              <Badge tone={factor.recovery_codes_left <= FEW_CODES ? 'warn' : 'neutral'}>
                {t('twoFactor.left', { count: factor.recovery_codes_left })}
              </Badge>
            </div>
            <div className={styles.buttons}>
              <Button onClick={() => setDoing('codes')}>{t('twoFactor.newCodes')}</Button>
              {factor.required ? null : (
                <Button variant="danger" onClick={() => setDoing('remove')}>
                  {t('twoFactor.remove')}
                </Button>
              )}
            </div>
            {factor.required ? <p className={styles.quiet}>{t('twoFactor.required')}</p> : null}
          </>
        ) : (
          <>
            <div className={styles.numbers}>
              <Badge tone="warn" icon={<ShieldAlert aria-hidden="true" />}>
                {t('twoFactor.off')}
              </Badge>
            </div>
            <div className={styles.buttons}>
              <Button variant="primary" onClick={() => setDoing('setup')}>
                {t('twoFactor.setUp')}
              </Button>
            </div>
          </>
        )}
      </PageState>
      {doing === 'setup' ? (
        <Dialog title={t('twoFactor.setUp')} onClose={close}>
          <TwoFactorSetup
            onDone={() => {
              toast(t('twoFactor.done'));
              close();
            }}
          />
        </Dialog>
      ) : null}
      {doing === 'codes' && !codes ? (
        <StepUpDialog
          reach="everywhere"
          title={t('twoFactor.newCodes')}
          action={t('twoFactor.newCodes')}
          onPassword={async (password) => setCodes((await twoFactor.newCodes(password)).recovery_codes)}
          onClose={() => setDoing((before) => (before === 'codes' ? null : before))}
        >
          <p>{t('twoFactor.newCodesText')}</p>
        </StepUpDialog>
      ) : null}
      {codes ? (
        <Dialog title={t('twoFactor.newCodes')} onClose={close}>
          <RecoveryCodes codes={codes} onDone={close} />
        </Dialog>
      ) : null}
      {doing === 'remove' ? (
        <StepUpDialog
          reach="everywhere"
          title={t('twoFactor.removeTitle')}
          action={t('twoFactor.remove')}
          tone="danger"
          onPassword={async (password) => {
            await twoFactor.remove(password);
            toast(t('twoFactor.removed'));
          }}
          onClose={close}
        >
          <p>{t('twoFactor.removeText')}</p>
        </StepUpDialog>
      ) : null}
    </section>
  );
}
