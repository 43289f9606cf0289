import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { loadTexts, type Section } from '@shared/i18n';
import { may, sessionStore, startPath } from '@/data/session';
import { companyCode, ownPath } from '@/features/auth/company';
import { InboxPage, NothingOpen } from '@/features/inbox/InboxPage';
import { parseInboxSearch } from '@/features/inbox/search';
import { parseAuditSearch } from '@/features/settings/audit/search';
import { loadThread } from '@/features/inbox/preload';
import { Toaster } from '@/ui/Toast/Toaster';
import { NotFound, Shell, WentWrong } from './shell/Shell';

/** A screen of its own chunk, with the texts it needs. */
function page<Name extends string>(
  load: () => Promise<Record<Name, () => React.ReactNode>>,
  name: Name,
  ...sections: Section[]
) {
  return lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), ...sections.map(loadTexts)]);
    return module;
  }, name);
}

const root = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <Toaster />
    </>
  ),
  notFoundComponent: NotFound,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/entrar',
  validateSearch: (search: Record<string, unknown>): { next?: string; empresa?: string } => {
    const next = ownPath(search['next']);
    // A code of digits alone arrives as a number.
    const empresa = companyCode(String(search['empresa'] ?? ''));
    return { ...(next ? { next } : {}), ...(empresa ? { empresa } : {}) };
  },
  beforeLoad: () => {
    if (sessionStore.read()) throw redirect({ to: '/conversas' });
  },
  component: page(() => import('@/features/auth/SignInPage'), 'SignInPage', 'access', 'singleSignOn'),
});

/** What somebody without a session opens, also from a mail or as a contact; a session that is open does not matter. */
const doors = [
  createRoute({
    getParentRoute: () => root,
    path: '/cadastro',
    component: page(() => import('@/features/auth/SignUpPage'), 'SignUpPage', 'access'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/esqueci-minha-senha',
    component: page(() => import('@/features/auth/ForgotPage'), 'ForgotPage', 'access'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/redefinir-senha',
    component: page(() => import('@/features/auth/ResetPage'), 'ResetPage', 'access'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/confirmar-email',
    component: page(() => import('@/features/auth/NewAddressPage'), 'NewAddressPage', 'access', 'settings'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/convite',
    component: page(() => import('@/features/auth/InvitePage'), 'InvitePage', 'access', 'singleSignOn'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/entrar/retorno',
    component: page(() => import('@/features/auth/ArrivalPage'), 'ArrivalPage', 'access', 'singleSignOn'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/avaliacao/$token',
    component: page(() => import('@/features/surveys/SurveyPage'), 'SurveyPage', 'surveys'),
  }),
] as const;

/** Where the company asks for a second factor, nothing else opens before there is one. */
const protect = createRoute({
  getParentRoute: () => root,
  path: '/proteger-conta',
  beforeLoad: () => {
    if (!sessionStore.read()) throw redirect({ to: '/entrar' });
    if (!sessionStore.read()?.second_factor_setup_required) throw redirect({ to: '/conversas' });
  },
  component: page(() => import('@/features/auth/ProtectPage'), 'ProtectPage', 'access'),
});

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: ({ location }) => {
    if (!sessionStore.read())
      throw redirect({ to: '/entrar', search: location.pathname === '/' ? {} : { next: location.href } });
    if (sessionStore.read()?.second_factor_setup_required) throw redirect({ to: '/proteger-conta' });
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: startPath() });
  },
});

/** A new company's first steps. */
const start = createRoute({
  getParentRoute: () => app,
  path: '/comecar',
  component: page(() => import('@/features/settings/start/StartPage'), 'StartPage', 'settings', 'access'),
});

const inbox = createRoute({
  getParentRoute: () => app,
  path: '/conversas',
  validateSearch: parseInboxSearch,
  component: InboxPage,
});
const inboxIndex = createRoute({ getParentRoute: () => inbox, path: '/', component: NothingOpen });
const thread = createRoute({
  getParentRoute: () => inbox,
  path: '$id',
  component: lazyRouteComponent(loadThread, 'ThreadPage'),
});

const tickets = createRoute({
  getParentRoute: () => app,
  path: '/tickets',
  component: page(() => import('@/features/tickets/TicketsPage'), 'TicketsPage', 'tickets', 'thread'),
});

const supervision = createRoute({
  getParentRoute: () => app,
  path: '/supervisao',
  beforeLoad: () => {
    if (!may('supervision.read')) throw redirect({ to: '/conversas' });
  },
  component: page(() => import('@/features/supervision/SupervisionPage'), 'SupervisionPage', 'supervision'),
});

/** Every company of the installation, for whoever runs it. */
const operator = createRoute({
  getParentRoute: () => app,
  path: '/operacao',
  component: page(() => import('@/features/operator/OperatorPage'), 'OperatorPage', 'operator', 'access', 'settings'),
});

const settings = createRoute({
  getParentRoute: () => app,
  path: '/configuracoes',
  component: page(
    () => import('@/features/settings/SettingsPage'),
    'SettingsPage',
    'settings',
    'access',
    'singleSignOn',
    'later',
  ),
});
const inSettings = () => settings;
const settingsPages = [
  createRoute({
    getParentRoute: inSettings,
    path: '/',
    component: lazyRouteComponent(() => import('@/features/settings/ProfilePage'), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'seguranca',
    component: lazyRouteComponent(() => import('@/features/settings/security/SecurityPage'), 'SecurityPage'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'canais',
    component: lazyRouteComponent(() => import('@/features/settings/ChannelsPage'), 'ChannelsPage'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'filas',
    component: page(() => import('@/features/settings/QueuesPage'), 'QueuesPage', 'routing'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'distribuicao',
    component: page(() => import('@/features/settings/routing/RoutingPage'), 'RoutingPage', 'routing'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'horarios',
    component: lazyRouteComponent(() => import('@/features/settings/calendars/CalendarsPage'), 'CalendarsPage'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'pronto',
    component: page(() => import('@/features/settings/start/ReadyPage'), 'ReadyPage', 'start'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'mensagens',
    component: page(() => import('@/features/settings/words/WordsPage'), 'WordsPage', 'followUps'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'encerramento',
    component: lazyRouteComponent(() => import('@/features/settings/closing/ClosingPage'), 'ClosingPage'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'acompanhamento',
    component: page(() => import('@/features/settings/followUps/FollowUpsPage'), 'FollowUpsPage', 'followUps'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'pesquisa',
    component: page(() => import('@/features/settings/surveys/SurveysPage'), 'SurveysPage', 'surveys'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'sla',
    component: lazyRouteComponent(() => import('@/features/settings/sla/SlaPage'), 'SlaPage'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'agendadas',
    component: lazyRouteComponent(() => import('@/features/inbox/later/ScheduledPage'), 'ScheduledPage'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'empresa',
    component: lazyRouteComponent(() => import('@/features/settings/company/CompanyPage'), 'CompanyPage'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'pessoas',
    component: lazyRouteComponent(() => import('@/features/settings/people/PeoplePage'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'equipes',
    component: lazyRouteComponent(() => import('@/features/settings/teams/TeamsPage'), 'TeamsPage'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'funcoes',
    component: lazyRouteComponent(() => import('@/features/settings/roles/RolesPage'), 'RolesPage'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'tokens',
    component: lazyRouteComponent(() => import('@/features/settings/tokens/TokensPage'), 'TokensPage'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'entrada-unica',
    component: lazyRouteComponent(
      () => import('@/features/settings/singleSignOn/SingleSignOnPage'),
      'SingleSignOnPage',
    ),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'privacidade',
    component: lazyRouteComponent(() => import('@/features/settings/privacy/PrivacyPage'), 'PrivacyPage'),
  }),
  createRoute({
    getParentRoute: inSettings,
    path: 'auditoria',
    validateSearch: parseAuditSearch,
    component: lazyRouteComponent(() => import('@/features/settings/audit/AuditPage'), 'AuditPage'),
  }),
] as const;

const tree = root.addChildren([
  signIn,
  protect,
  ...doors,
  app.addChildren([
    home,
    start,
    operator,
    inbox.addChildren([inboxIndex, thread]),
    tickets,
    supervision,
    settings.addChildren(settingsPages),
  ]),
]);

export function createAppRouter() {
  return createRouter({ routeTree: tree, defaultPreload: 'intent', defaultErrorComponent: WentWrong });
}
