import { lazy, Suspense, useEffect } from 'react';
import { Link, Outlet, useRouterState, type ErrorComponentProps } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import {
  Bug,
  CircleAlert,
  Command,
  Compass,
  MessagesSquare,
  Radar,
  Rocket,
  Settings,
  Ticket,
  WifiOff,
} from 'lucide-react';
import { api } from '@shared/api/client';
import { loadTexts, t } from '@shared/i18n';
import { dialogStore, openDialog } from '@/data/dialogs';
import { listenForShortcuts } from '@/data/commands';
import { connection, startLive } from '@/data/live';
import { may, sessionStore } from '@/data/session';
import { useStore } from '@/data/store';
import { keys } from '@/data/queryClient';
import { Banner } from '@/ui/Banner/Banner';
import { Button } from '@/ui/Button/Button';
import { Count } from '@/ui/Badge/Badge';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { GlobalCommands } from './GlobalCommands';
import styles from './Shell.module.css';

/** What rings, and whether somebody is there, comes after the first paint, with texts of its own. */
const Attendance = lazy(async () => {
  const [module] = await Promise.all([import('@/features/shell/Attendance'), loadTexts('routing')]);
  return module;
});
const DialogHost = lazy(async () => {
  const [module] = await Promise.all([import('@/features/shell/DialogHost'), loadTexts('thread')]);
  return module;
});
// Behind one button: nothing of it is needed for the first paint.
const PresenceMenu = lazy(async () => {
  const [module] = await Promise.all([import('@/features/shell/PresenceMenu'), loadTexts('routing')]);
  return module;
});
const CompanyHead = lazy(() => import('@/features/shell/CompanyHead'));

/** Only admins are told at once that a channel stopped or works again; the others see it within this time. */
const LOOK_AT_CHANNELS = 60_000;

/** Frame of every signed-in screen: navigation, connection state, dialogs, live data. */
export function Shell() {
  const session = useStore(sessionStore);
  const userId = session?.user.id;
  const path = useRouterState({ select: (state) => state.location.pathname });
  const dialog = useStore(dialogStore);
  const state = useStore(connection);
  const { data: counts } = useQuery({
    queryKey: keys.counts,
    queryFn: api.conversations.counts,
    enabled: Boolean(session),
  });
  const { data: channels } = useQuery({
    queryKey: keys.channels,
    queryFn: api.channels.list,
    enabled: Boolean(session),
    staleTime: 300_000,
    refetchInterval: LOOK_AT_CHANNELS,
  });
  const stopped = channels?.items.filter((channel) => channel.state === 'error') ?? [];
  const unread = counts?.unread ?? 0;
  const inThread = /^\/conversas\/.+/.test(path);

  useEffect(() => (userId ? startLive() : undefined), [userId]);
  useEffect(() => listenForShortcuts(), []);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Central` : 'Central';
  }, [unread]);

  if (!session) return null;
  const logo = <img src="/icon.svg" alt="" width={36} height={36} />;
  return (
    <div className={styles.shell} data-thread={inThread || undefined}>
      <a className={styles.skip} href="#content">
        {t('nav.skip')}
      </a>
      <nav className={styles.rail} aria-label={t('nav.main')}>
        <span className={styles.logo}>
          {session.companies > 1 || session.account.brand_color ? (
            <Suspense fallback={logo}>
              <CompanyHead />
            </Suspense>
          ) : (
            logo
          )}
        </span>
        <Link to="/conversas" className={styles.entry} activeProps={{ 'aria-current': 'page' }}>
          <span className={styles.icon}>
            <MessagesSquare size={22} aria-hidden="true" />
            <span className={styles.count}>
              <Count value={unread} label={t('nav.unread', { count: unread })} />
            </span>
          </span>
          <span>{t('nav.conversations')}</span>
        </Link>
        <Link to="/tickets" className={styles.entry} activeProps={{ 'aria-current': 'page' }}>
          <Ticket size={22} aria-hidden="true" />
          <span>{t('nav.tickets')}</span>
        </Link>
        {session.account.onboarding && may('account.manage') ? (
          <Link to="/comecar" className={styles.entry} activeProps={{ 'aria-current': 'page' }}>
            <Rocket size={22} aria-hidden="true" />
            <span>{t('nav.start')}</span>
          </Link>
        ) : null}
        {may('supervision.read') ? (
          <Link to="/supervisao" className={styles.entry} activeProps={{ 'aria-current': 'page' }}>
            <Radar size={22} aria-hidden="true" />
            <span>{t('nav.supervision')}</span>
          </Link>
        ) : null}
        <Link to="/configuracoes" className={styles.entry} activeProps={{ 'aria-current': 'page' }}>
          <Settings size={22} aria-hidden="true" />
          <span>{t('nav.settings.short')}</span>
        </Link>
        <span className={styles.space} />
        <button
          type="button"
          className={styles.entry}
          onClick={() => openDialog('palette', {})}
          title={`${t('command.palette')} (Ctrl+K)`}
        >
          <Command size={22} aria-hidden="true" />
          <span>{t('nav.commands')}</span>
        </button>
        <Suspense fallback={<span className={styles.entry} />}>
          <PresenceMenu className={styles.entry ?? ''} />
        </Suspense>
      </nav>
      <main id="content" className={styles.content} tabIndex={-1}>
        {state === 'offline' ? (
          <Banner tone="warn" icon={<WifiOff size={18} aria-hidden="true" />}>
            {t('connection.offline')}
          </Banner>
        ) : null}
        {stopped.length > 0 && !path.startsWith('/configuracoes/canais') ? (
          <Banner
            tone="error"
            icon={<CircleAlert size={18} aria-hidden="true" />}
            action={
              may('channels.manage') ? (
                <Link to="/configuracoes/canais" className={styles.link}>
                  {t('channels.see')}
                </Link>
              ) : null
            }
          >
            {t('channels.stopped', { names: stopped.map((channel) => channel.name).join(', ') })}
          </Banner>
        ) : null}
        <div className={styles.page}>
          <Outlet />
        </div>
      </main>
      <GlobalCommands />
      <Suspense fallback={null}>
        <Attendance />
      </Suspense>
      {dialog ? (
        <Suspense fallback={null}>
          <DialogHost dialog={dialog} />
        </Suspense>
      ) : null}
    </div>
  );
}

export function NotFound() {
  return (
    <main className={styles.alone}>
      <EmptyState
        icon={<Compass size={32} />}
        title={t('notFound.title')}
        text={t('notFound.text')}
        action={
          <Link to="/conversas" className={styles.link}>
            {t('notFound.action')}
          </Link>
        }
      />
    </main>
  );
}

export function WentWrong({ reset }: ErrorComponentProps) {
  return (
    <div className={styles.alone}>
      <EmptyState
        tone="error"
        icon={<Bug size={32} />}
        title={t('error.screen.title')}
        text={t('error.screen.text')}
        action={
          <Button variant="primary" onClick={reset}>
            {t('action.tryAgain')}
          </Button>
        }
      />
    </div>
  );
}
