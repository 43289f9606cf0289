import type { MessageKey } from '@shared/i18n';
import type { Session } from '@shared/api/types';

export interface SettingsSection {
  to: string;
  label: MessageKey;
  /** Who sees it; undefined is everybody. */
  needs?: Session['permissions'][number];
}

/** The sections of the settings in groups, as the navigation shows them. */
export const GROUPS: { label: MessageKey; sections: SettingsSection[] }[] = [
  {
    label: 'settings.group.you',
    sections: [
      { to: '/configuracoes', label: 'settings.profile' },
      { to: '/configuracoes/seguranca', label: 'security.title' },
    ],
  },
  {
    label: 'settings.group.service',
    sections: [
      { to: '/configuracoes/canais', label: 'nav.channels' },
      { to: '/configuracoes/filas', label: 'nav.queues' },
      { to: '/configuracoes/horarios', label: 'hours.title' },
      { to: '/configuracoes/mensagens', label: 'words.title', needs: 'queues.manage' },
      { to: '/configuracoes/encerramento', label: 'closing.title', needs: 'queues.manage' },
      { to: '/configuracoes/acompanhamento', label: 'followUps.title', needs: 'queues.read' },
      { to: '/configuracoes/pesquisa', label: 'surveys.title', needs: 'queues.manage' },
      { to: '/configuracoes/sla', label: 'slas.title' },
      { to: '/configuracoes/distribuicao', label: 'nav.routing', needs: 'queues.manage' },
      { to: '/configuracoes/agendadas', label: 'later.title', needs: 'conversations.read' },
    ],
  },
  {
    label: 'settings.group.company',
    sections: [
      { to: '/configuracoes/pronto', label: 'ready.nav', needs: 'account.manage' },
      { to: '/configuracoes/empresa', label: 'company.title', needs: 'account.read' },
      { to: '/configuracoes/pessoas', label: 'people.title', needs: 'users.read' },
      { to: '/configuracoes/equipes', label: 'teams.title', needs: 'users.read' },
      { to: '/configuracoes/funcoes', label: 'roles.title', needs: 'users.read' },
      { to: '/configuracoes/tokens', label: 'tokens.title', needs: 'tokens.manage' },
      { to: '/configuracoes/entrada-unica', label: 'signOnSettings.title', needs: 'account.manage' },
      { to: '/configuracoes/privacidade', label: 'privacy.title', needs: 'privacy.manage' },
      { to: '/configuracoes/auditoria', label: 'audit.title', needs: 'audit.read' },
    ],
  },
];

/** The groups with what somebody with these permissions may open; a group without anything is left out. */
export function groupsFor(permissions: readonly string[]): typeof GROUPS {
  return GROUPS.map((group) => ({
    ...group,
    sections: group.sections.filter((section) => !section.needs || permissions.includes(section.needs)),
  })).filter((group) => group.sections.length > 0);
}
