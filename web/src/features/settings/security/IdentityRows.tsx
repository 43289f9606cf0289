import { KeyRound } from 'lucide-react';
import type { Identity } from '@shared/api/singleSignOn';
import { dateTime } from '@shared/format';
import { t } from '@shared/i18n';
import { Button } from '@/ui/Button/Button';
import styles from '../settings.module.css';

/** The providers somebody signs in by, each with a way to part with it. */
export function IdentityRows({ items, onPart }: { items: readonly Identity[]; onPart: (one: Identity) => void }) {
  return (
    <ul className={styles.rows}>
      {items.map((one) => (
        <li key={one.id} className={styles.item}>
          <span className={styles.glyph}>
            <KeyRound size={22} aria-hidden="true" />
          </span>
          <span className={styles.words}>
            <strong>{one.provider_name}</strong>
            <small className="tabular">
              {t('identities.used', { email: one.email, time: dateTime(one.last_used_at) })}
            </small>
          </span>
          <Button onClick={() => onPart(one)} aria-label={t('identities.unlinkNamed', { name: one.provider_name })}>
            {t('identities.unlink')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
