import { useNavigate } from '@tanstack/react-router';
import { t } from '@shared/i18n';
import { useCommands } from '@/data/commands';
import { openDialog } from '@/data/dialogs';
import { may, sessionStore } from '@/data/session';
import { useStore } from '@/data/store';

/** What the palette and the keyboard offer on every screen, from the first paint on: who knows the keys does not wait. */
export function GlobalCommands() {
  const session = useStore(sessionStore);
  const navigate = useNavigate();
  useCommands([
    {
      id: 'palette',
      label: t('command.palette'),
      keys: 'Ctrl+K',
      group: t('command.group.general'),
      hidden: true,
      run: () => openDialog('palette', {}),
    },
    {
      id: 'help',
      label: t('command.shortcuts'),
      keys: '?',
      group: t('command.group.general'),
      run: () => openDialog('shortcuts', {}),
    },
    {
      id: 'go.inbox',
      label: t('nav.conversations'),
      keys: 'g c',
      group: t('command.group.go'),
      run: () => void navigate({ to: '/conversas' }),
    },
    {
      id: 'go.tickets',
      label: t('nav.tickets'),
      keys: 'g t',
      group: t('command.group.go'),
      run: () => void navigate({ to: '/tickets' }),
    },
    ...(session && session.companies > 1
      ? [
          {
            id: 'companies',
            label: t('company.switch'),
            keys: 'g e',
            group: t('command.group.go'),
            run: () => openDialog('companies', {}),
          },
        ]
      : []),
    ...(may('supervision.read')
      ? [
          {
            id: 'go.supervision',
            label: t('nav.supervision'),
            keys: 'g u',
            group: t('command.group.go'),
            run: () => void navigate({ to: '/supervisao' }),
          },
        ]
      : []),
    {
      id: 'go.settings',
      label: t('nav.settings'),
      keys: 'g s',
      group: t('command.group.go'),
      run: () => void navigate({ to: '/configuracoes' }),
    },
    {
      id: 'go.channels',
      label: t('nav.channels'),
      group: t('command.group.go'),
      run: () => void navigate({ to: '/configuracoes/canais' }),
    },
    {
      id: 'go.queues',
      label: t('nav.queues'),
      group: t('command.group.go'),
      run: () => void navigate({ to: '/configuracoes/filas' }),
    },
    {
      id: 'new',
      label: t('inbox.new'),
      keys: 'c',
      group: t('command.group.inbox'),
      run: () => openDialog('newConversation', {}),
    },
  ]);
  return null;
}
