import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import '@/ui/tokens.css';
import '@/ui/base.css';
import { activateLocale, storedLocale } from '@shared/i18n';
import { startClock } from '@/data/clock';
import { flushDrafts } from '@/data/drafts';
import { keepPagesFresh } from '@/data/freshPages';
import { keepQueries } from '@/data/localCache';
import { applyTheme, watchSystemTheme } from '@/data/preferences';
import { queryClient } from '@/data/queryClient';
import { checkSession, followOtherWindows, openRememberedSession, sessionStore } from '@/data/session';
import { unlockSoundOnGesture } from '@/data/sound';
import { localeVersion } from '@/data/locale';
import { useStore } from '@/data/store';
import { createAppRouter } from './router';

const router = createAppRouter();

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

function App() {
  // A new language redraws everything; texts need no subscription of their own.
  const version = useStore(localeVersion);
  return (
    <QueryClientProvider client={queryClient} key={version}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}

async function start(): Promise<void> {
  keepPagesFresh();
  applyTheme();
  watchSystemTheme();
  await activateLocale(storedLocale());
  await openRememberedSession();
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no root element');
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  // First paint, then the question to the server.
  if (sessionStore.read()) void checkSession();
  sessionStore.subscribe(() => void router.invalidate());
  followOtherWindows();
  startClock();
  keepQueries();
  unlockSoundOnGesture();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void flushDrafts();
  });
}

void start();
