import { useEffect } from 'react';
import { standingOut } from '@shared/domain/color';
import { t } from '@shared/i18n';
import { openDialog } from '@/data/dialogs';
import { currentSession, sessionStore } from '@/data/session';
import { useStore } from '@/data/store';
import { CompanyMark } from '@/ui/CompanyMark/CompanyMark';
import styles from './CompanyHead.module.css';

/** What the brand colour must stand out from: the surface of the two themes (see tokens.css). */
const SURFACES = { light: '#ffffff', dark: '#161f23' };

/** Where one works, at the head of the navigation: the company's mark, and the way to the others. */
export default function CompanyHead() {
  const { account, companies } = useStore(sessionStore) ?? currentSession();
  useEffect(() => {
    if (!account.brand_color) return;
    const root = document.documentElement.style;
    for (const [theme, surface] of Object.entries(SURFACES))
      root.setProperty(`--company-${theme}`, standingOut(account.brand_color, surface));
    return () => {
      for (const theme of Object.keys(SURFACES)) root.removeProperty(`--company-${theme}`);
    };
  }, [account.brand_color]);
  const mark = <CompanyMark name={account.name} color={account.brand_color} />;
  if (companies < 2) return <span title={account.name}>{mark}</span>;
  return (
    <button
      type="button"
      className={styles.button}
      title={`${account.name} (g e)`}
      aria-label={`${account.name}: ${t('company.switch')}`}
      aria-haspopup="dialog"
      onClick={() => openDialog('companies', {})}
    >
      {mark}
    </button>
  );
}
