import { useState } from 'react';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { Banner } from '@/ui/Banner/Banner';
import { Button } from '@/ui/Button/Button';
import { toast } from '@/ui/Toast/toast';
import styles from './settings.module.css';

/** Whoever pressed "save" is at the end of the form, or has only its buttons before them. */
const intoView = (box: HTMLElement | null) => {
  box?.scrollIntoView({ block: 'center' });
};

/** Says that somebody else has saved meanwhile, and offers theirs; nothing that was written is lost before one chooses. */
export function ChangedMeanwhile({ told, onLoad }: { told: string | null; onLoad: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  if (told === null) return null;
  const load = async () => {
    setBusy(true);
    try {
      await onLoad();
    } catch (error) {
      toast(describeError(error), { tone: 'error' });
    }
    setBusy(false);
  };
  return (
    <Banner tone="warn">
      <div ref={intoView} className={styles.told}>
        <span>
          {told} {t('settings.writtenStays')}
        </span>
        <Button busy={busy} onClick={() => void load()}>
          {t('settings.loadCurrent')}
        </Button>
      </div>
    </Banner>
  );
}
