import { Link, Outlet } from '@tanstack/react-router';
import { t } from '@shared/i18n';
import styles from './settings.module.css';

/** Frame of the settings: their sections beside the page, above it on phones. */
export function SettingsPage() {
  const active = { 'aria-current': 'page' as const };
  return (
    <div className={styles.settings}>
      <nav className={styles.nav} aria-label={t('settings.nav')}>
        <Link to="/configuracoes" activeOptions={{ exact: true }} activeProps={active}>
          {t('settings.profile')}
        </Link>
        <Link to="/configuracoes/canais" activeProps={active}>
          {t('nav.channels')}
        </Link>
        <Link to="/configuracoes/filas" activeProps={active}>
          {t('nav.queues')}
        </Link>
      </nav>
      <div className={styles.content}>
        <Outlet />
      </div>
    </div>
  );
}
