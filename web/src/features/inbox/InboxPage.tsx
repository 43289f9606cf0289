import { useEffect } from 'react';
import { Outlet, useMatch } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { t } from '@shared/i18n';
import { preferences } from '@/data/preferences';
import { useStore } from '@/data/store';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { ConversationList } from './list/ConversationList';
import { loadThreadWhenIdle } from './preload';
import styles from './InboxPage.module.css';

/** List and thread side by side from 768 px, one after the other below. */
export function InboxPage() {
  const open = useMatch({ from: '/app/conversas/$id', shouldThrow: false })?.params.id ?? null;
  useEffect(loadThreadWhenIdle, []);
  const density = useStore(preferences, (value) => value.density);
  return (
    <div className={styles.inbox} data-open={open ? '' : undefined} data-density={density}>
      <ConversationList open={open} className={styles.list ?? ''} />
      <div className={styles.thread}>
        <Outlet />
      </div>
    </div>
  );
}

export function NothingOpen() {
  return (
    <div className={styles.nothing}>
      <EmptyState icon={<Inbox size={34} />} title={t('inbox.nothingOpen')} text={t('inbox.nothingOpenText')} />
    </div>
  );
}
