import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { sessionStore } from '@/data/session';
import { InboxPage, NothingOpen } from '@/features/inbox/InboxPage';
import { parseInboxSearch } from '@/features/inbox/search';
import { loadThread } from '@/features/inbox/preload';
import { Toaster } from '@/ui/Toast/Toaster';
import { NotFound, Shell, WentWrong } from './shell/Shell';

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
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    // Only paths of this app: a link must not send people elsewhere after they sign in.
    typeof search['next'] === 'string' && /^\/(?![/\\])/.test(search['next']) ? { next: search['next'] } : {},
  beforeLoad: () => {
    if (sessionStore.read()) throw redirect({ to: '/conversas' });
  },
  component: lazyRouteComponent(() => import('@/features/auth/SignInPage'), 'SignInPage'),
});

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: ({ location }) => {
    if (!sessionStore.read())
      throw redirect({ to: '/entrar', search: location.pathname === '/' ? {} : { next: location.href } });
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/conversas' });
  },
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

const settings = createRoute({
  getParentRoute: () => app,
  path: '/configuracoes',
  component: lazyRouteComponent(() => import('@/features/settings/SettingsPage'), 'SettingsPage'),
});
const profile = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/settings/ProfilePage'), 'ProfilePage'),
});
const channels = createRoute({
  getParentRoute: () => settings,
  path: 'canais',
  component: lazyRouteComponent(() => import('@/features/settings/ChannelsPage'), 'ChannelsPage'),
});
const queues = createRoute({
  getParentRoute: () => settings,
  path: 'filas',
  component: lazyRouteComponent(() => import('@/features/settings/QueuesPage'), 'QueuesPage'),
});

const tree = root.addChildren([
  signIn,
  app.addChildren([home, inbox.addChildren([inboxIndex, thread]), settings.addChildren([profile, channels, queues])]),
]);

export function createAppRouter() {
  return createRouter({ routeTree: tree, defaultPreload: 'intent', defaultErrorComponent: WentWrong });
}
