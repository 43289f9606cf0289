import { api, ApiError, setRefusalHandler, showAccount } from '@shared/api/client';
import type { Challenge, Session } from '@shared/api/types';
import { currentLocale, isLocale } from '@shared/i18n';
import { setTimeZone } from '@shared/format';
import { flushDrafts, forgetDrafts, loadDrafts } from './drafts';
import { deleteDatabases, chooseDatabase } from './idb';
import { changeLocale } from './locale';
import { restoreQueries } from './localCache';
import { forgetOutbox } from './outbox';
import { queryClient } from './queryClient';
import { createStore } from './store';

const KEY = 'central.session';

/** Who is signed in; the last known session is shown at once and checked after the first paint. */
export const sessionStore = createStore<Session | null>(remembered());

/** Why the sign-in page is shown, when the session ended by itself. */
export const sessionEnded = createStore(false);

function remembered(): Session | null {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Session | null;
    return stored && Date.parse(stored.expires_at) > Date.now() ? stored : null;
  } catch {
    return null;
  }
}

function remember(session: Session | null): void {
  try {
    if (!session) localStorage.removeItem(KEY);
    // The token itself stays in its HttpOnly cookie: scripts have no use for it.
    else localStorage.setItem(KEY, JSON.stringify({ ...session, token: undefined }));
  } catch {
    // Blocked storage: one more question to the server at the next start.
  }
}

async function adopt(session: Session): Promise<void> {
  showAccount(session.account.id);
  chooseDatabase(session.account.id, session.user.id);
  setTimeZone(session.account.time_zone);
  const locale = session.user.locale ?? session.account.locale;
  if (isLocale(locale) && locale !== currentLocale()) await changeLocale(locale);
}

/** Prepares local data of the remembered session before the first paint. */
export async function openRememberedSession(): Promise<void> {
  const session = sessionStore.read();
  if (!session) return;
  await adopt(session);
  await Promise.all([restoreQueries(), loadDrafts()]);
}

/** Whether a session is another person's, or in another company, than what is on the screen. */
function isElsewhere(session: Session): boolean {
  const before = sessionStore.read();
  return before !== null && (before.account.id !== session.account.id || before.user.id !== session.user.id);
}

/** Begins anew: nothing in memory (lists, socket, what waits to be sent) may outlive the company it belongs to. */
const restart = (): void => location.replace('/');

/**
 * Goes on in another company of the same person.
 *
 * @throws ApiError when the server refuses; nothing has changed then
 */
export async function moveTo(accountId: string): Promise<void> {
  await flushDrafts();
  remember(await api.session.moveTo(accountId));
  restart();
}

/** Follows what other windows do with the session they share. */
export function followOtherWindows(): void {
  addEventListener('storage', (event) => {
    if (event.key !== KEY || !sessionStore.read()) return;
    const session = remembered();
    if (!session) void checkSession();
    else if (isElsewhere(session)) restart();
  });
}

/** Asks the server who is signed in. Without an answer the remembered session stays: reading works offline. */
export async function checkSession(): Promise<void> {
  try {
    const session = await api.session.read();
    remember(session);
    if (isElsewhere(session)) {
      restart();
      return;
    }
    await adopt(session);
    sessionStore.write(session);
  } catch (error) {
    if (error instanceof ApiError && (error.status === 401 || error.status === 403))
      await endSession(sessionStore.read() !== null);
  }
}

/** Goes on with a session that was just opened. */
export async function enter(session: Session): Promise<void> {
  remember(session);
  await adopt(session);
  await Promise.all([restoreQueries(), loadDrafts()]);
  sessionEnded.write(false);
  sessionStore.write(session);
}

/**
 * @returns what the second step needs, when a code is asked for; otherwise null, and the session is open
 * @throws ApiError when the server refuses
 */
export async function signIn(email: string, password: string): Promise<Challenge | null> {
  const answer = await api.session.create({ email, password });
  if ('second_factor' in answer) return answer.second_factor;
  await enter(answer);
  return null;
}

export async function signOut(): Promise<void> {
  await api.session.remove().catch(() => undefined);
  await endSession(false);
}

async function endSession(unexpected: boolean): Promise<void> {
  remember(null);
  sessionEnded.write(unexpected);
  sessionStore.write(null);
  queryClient.clear();
  forgetDrafts();
  forgetOutbox();
  showAccount(null);
  await deleteDatabases();
}

setRefusalHandler((why) => {
  if (!sessionStore.read()) return;
  void (why === 'ended' ? endSession(true) : checkSession());
});

/** Where somebody begins who came for nothing in particular: in a new company, with its first steps. */
export const startPath = (): '/comecar' | '/conversas' =>
  sessionStore.read()?.account.onboarding && may('account.manage') ? '/comecar' : '/conversas';

/** The signed-in session; only for screens behind the sign-in. */
export function currentSession(): Session {
  const session = sessionStore.read();
  if (!session) throw new Error('nobody is signed in');
  return session;
}

/** Whether the signed-in person may do something; the server decides again. */
export const may = (permission: Session['permissions'][number]): boolean =>
  sessionStore.read()?.permissions.includes(permission) ?? false;
