import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  Building2,
  CircleCheck,
  CirclePause,
  CircleMinus,
  CircleOff,
  Keyboard,
  LogOut,
  MonitorCog,
  Moon,
  Settings,
  Sun,
} from 'lucide-react';
import { api } from '@shared/api/client';
import type { Presence } from '@shared/api/types';
import { pauseReason } from '@shared/domain/presence';
import { t } from '@shared/i18n';
import { openDialog } from '@/data/dialogs';
import { describeError } from '@/data/errors';
import { preferences, setPreferences } from '@/data/preferences';
import { keys, queryClient } from '@/data/queryClient';
import { sessionStore, signOut } from '@/data/session';
import { useStore } from '@/data/store';
import { Avatar } from '@/ui/Avatar/Avatar';
import { Menu, type MenuItem } from '@/ui/Menu/Menu';
import { toast } from '@/ui/Toast/toast';
import styles from './PresenceMenu.module.css';

/** Sets presence at once and takes it back when the server refuses. */
export async function changePresence(next: Pick<Presence, 'state' | 'reason'>): Promise<void> {
  const before = queryClient.getQueryData<Presence>(keys.presence);
  queryClient.setQueryData(keys.presence, { ...before, ...next, chosen_state: next.state });
  try {
    queryClient.setQueryData(
      keys.presence,
      await api.me.setPresence({ state: next.state, ...(next.reason ? { reason: next.reason } : {}) }),
    );
  } catch (error) {
    queryClient.setQueryData(keys.presence, before);
    toast(describeError(error), { tone: 'error' });
  }
}

/** Own avatar with presence, theme and the way out. */
export default function PresenceMenu({ className }: { className: string }) {
  const session = useStore(sessionStore);
  const { theme } = useStore(preferences);
  const navigate = useNavigate();
  const { data: presence } = useQuery({ queryKey: keys.presence, queryFn: api.me.presence, enabled: Boolean(session) });
  if (!session) return null;
  const state = presence?.chosen_state ?? presence?.state ?? 'offline';
  const idle = state === 'pause' && presence?.reason === 'idle';

  const choice = (value: Presence['state'], icon: MenuItem['icon'], run: () => void): MenuItem => ({
    id: value,
    label: t(`presence.${value}`),
    icon,
    checked: state === value,
    ...(value === 'pause' && state === 'pause' && presence?.reason ? { hint: pauseReason(presence.reason) } : {}),
    run,
  });
  const nextTheme = theme === 'dark' ? 'light' : 'dark';
  const items: MenuItem[] = [
    choice('online', <CircleCheck color="#22a45d" />, () => void changePresence({ state: 'online', reason: null })),
    choice('busy', <CircleMinus color="#d64545" />, () => void changePresence({ state: 'busy', reason: null })),
    choice('pause', <CirclePause color="#e29a1c" />, () => openDialog('pause', {})),
    choice('offline', <CircleOff />, () => void changePresence({ state: 'offline', reason: null })),
    {
      id: 'theme',
      separated: true,
      label: t(nextTheme === 'dark' ? 'theme.useDark' : 'theme.useLight'),
      icon: nextTheme === 'dark' ? <Moon /> : <Sun />,
      run: () => setPreferences({ theme: nextTheme }),
    },
    ...(theme === 'system'
      ? []
      : [
          {
            id: 'system',
            label: t('theme.useSystem'),
            icon: <MonitorCog />,
            run: () => setPreferences({ theme: 'system' }),
          },
        ]),
    ...(session.companies > 1
      ? [
          {
            id: 'companies',
            separated: true,
            label: t('company.switch'),
            icon: <Building2 />,
            keys: 'g e',
            run: () => openDialog('companies', {}),
          },
        ]
      : []),
    ...(session.operator
      ? [
          {
            id: 'operator',
            label: t('nav.operator'),
            icon: <Building2 />,
            run: () => void navigate({ to: '/operacao' }),
          },
        ]
      : []),
    {
      id: 'settings',
      label: t('nav.settings'),
      icon: <Settings />,
      run: () => void navigate({ to: '/configuracoes' }),
    },
    {
      id: 'shortcuts',
      label: t('command.shortcuts'),
      icon: <Keyboard />,
      keys: '?',
      run: () => openDialog('shortcuts', {}),
    },
    { id: 'out', separated: true, label: t('action.signOut'), icon: <LogOut />, run: () => void signOut() },
  ];

  return (
    <Menu
      label={t('presence.menu')}
      items={items}
      header={
        <div className={styles.head}>
          <strong>{session.user.name}</strong>
          <span>{session.account.name}</span>
        </div>
      }
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className={className}
          aria-label={t('presence.button', {
            name: session.user.name,
            state: t(`presence.${state}`) + (idle ? ` (${pauseReason('idle')})` : ''),
          })}
        >
          <Avatar name={session.user.name} url={session.user.avatar_url} size={28} presence={state} />
          <span aria-hidden="true">{idle ? pauseReason('idle') : t(`presence.short.${state}`)}</span>
        </button>
      )}
    />
  );
}
