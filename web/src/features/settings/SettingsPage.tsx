import { useEffect, useRef, useState } from 'react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import { t } from '@shared/i18n';
import { currentSession, sessionStore } from '@/data/session';
import { useStore } from '@/data/store';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { groupsFor } from './sections';
import styles from './settings.module.css';

/** Frame of the settings: their sections beside the page; on phones one button opens them as a sheet. */
export function SettingsPage() {
  const session = useStore(sessionStore) ?? currentSession();
  const path = useRouterState({ select: (state) => state.location.pathname.replace(/(.)\/$/, '$1') });
  const [choosing, setChoosing] = useState(false);
  const groups = groupsFor(session.permissions);
  const here = groups.flatMap((group) => group.sections).find((section) => section.to === path);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    setChoosing(false);
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [path]);
  const links = groups.map((group) => (
    <div key={group.label} className={styles.group}>
      <h2>{t(group.label)}</h2>
      {group.sections.map((section) => (
        <Link key={section.to} to={section.to} activeOptions={{ exact: true }} activeProps={{ 'aria-current': 'page' }}>
          {t(section.label)}
        </Link>
      ))}
    </div>
  ));
  return (
    <div className={styles.settings}>
      <nav ref={nav} className={styles.nav} aria-label={t('settings.nav')}>
        {links}
      </nav>
      <div className={styles.chooser}>
        <Button wide onClick={() => setChoosing(true)} aria-haspopup="dialog">
          <span className={styles.chosen}>
            <span className="visually-hidden">{t('settings.nav')}: </span>
            {here ? t(here.label) : t('nav.settings')}
            <ChevronDown size={18} aria-hidden="true" />
          </span>
        </Button>
      </div>
      <div className={styles.content}>
        <Outlet />
      </div>
      {choosing ? (
        <Dialog title={t('nav.settings')} onClose={() => setChoosing(false)}>
          <nav className={styles.sheet} aria-label={t('settings.nav')}>
            {links}
          </nav>
        </Dialog>
      ) : null}
    </div>
  );
}
