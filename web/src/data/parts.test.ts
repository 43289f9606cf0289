import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError, setRefusalHandler } from '@shared/api/client';
import { commandStore, keyName, listenForShortcuts, runEarlyKey } from './commands';
import { conflictWinner, describeError } from './errors';
import { contendForLeadership, leading } from './leader';
import { preferences, setPreferences } from './preferences';
import { createStore } from './store';

afterEach(() => vi.unstubAllGlobals());

describe('client', () => {
  const answer = (status: number, body: unknown) =>
    vi.stubGlobal('fetch', () =>
      Promise.resolve(new Response(status === 204 ? null : JSON.stringify(body), { status })),
    );

  it('turns an error answer into code, words, fields and details', async () => {
    answer(409, {
      error: { code: 'already_accepted', message: 'Bia já assumiu.', details: { winner: { id: 'b', name: 'Bia' } } },
      correlation_id: 'x',
    });
    const error = await api.conversations.accept('c').catch((caught: unknown) => caught);
    expect(error).toMatchObject({ status: 409, code: 'already_accepted', correlationId: 'x', transient: false });
    expect(conflictWinner(error)).toBe('Bia');
    answer(422, { error: { code: 'invalid', message: '', fields: { name: 'Obrigatório.' } } });
    await expect(api.labels.create('')).rejects.toMatchObject({ fields: { name: 'Obrigatório.' } });
  });

  it('calls a lost connection transient and says so', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
    const error = await api.users.list().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ status: 0, transient: true });
    expect(describeError(error)).toContain('Sem resposta do servidor');
  });

  it('leaves empty filters out and ends the session on 401', async () => {
    const urls: string[] = [];
    const ended = vi.fn();
    setRefusalHandler(ended);
    vi.stubGlobal('fetch', (url: string) => {
      urls.push(url);
      return Promise.resolve(new Response('{}', { status: 401 }));
    });
    await api.conversations.list({ view: 'mine', status: 'open', label: '' }, null).catch(() => undefined);
    expect(urls).toEqual(['/api/v1/conversations?view=mine&status=open&limit=50']);
    expect(ended).toHaveBeenCalledOnce();
    setRefusalHandler(() => undefined);
  });

  it('says how long to wait when the server does', async () => {
    const tooMany = (headers: HeadersInit) => {
      vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status: 429, headers })));
      return api.session.read().then(() => '', describeError);
    };
    expect(await tooMany({ 'retry-after': '741' })).toBe('Muitas tentativas. Espere 13 minutos e tente de novo.');
    expect(await tooMany({ 'retry-after': '9' })).toBe('Muitas tentativas. Espere um minuto e tente de novo.');
    expect(await tooMany({})).toBe('Muitas tentativas. Espere um pouco e tente de novo.');
  });

  it('has words for every error', () => {
    const say = (status: number, code: string, message = '') => describeError(new ApiError(status, code, message));
    expect(
      [say(500, 'x'), say(403, 'x'), say(404, 'x'), say(409, 'window_closed'), say(400, 'x', 'Só isto.')].every(
        (text) => text.length > 5,
      ),
    ).toBe(true);
    expect(say(403, 'signed_in_elsewhere', 'Saia e entre lá.')).toBe('Saia e entre lá.');
    expect(describeError(new Error('x'))).toBe('Não deu certo. Tente de novo.');
    expect(conflictWinner(new Error('x'))).toBeNull();
  });
});

describe('shortcuts', () => {
  const press = (key: string, target: EventTarget = document.body, more: KeyboardEventInit = {}) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

  it('names keys, and leaves Alt, dead keys and composition alone', () => {
    const base = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, isComposing: false };
    expect(keyName({ ...base, key: 'e' })).toBe('e');
    expect(keyName({ ...base, key: 'E', shiftKey: true })).toBe('Shift+E');
    expect(keyName({ ...base, key: '?', shiftKey: true })).toBe('?');
    expect(keyName({ ...base, key: 'k', metaKey: true })).toBe('Ctrl+K');
    expect([
      keyName({ ...base, key: 'e', altKey: true }),
      keyName({ ...base, key: 'Dead' }),
      keyName({ ...base, key: 'e', isComposing: true }),
      keyName({ ...base, key: 'Enter' }),
    ]).toEqual([null, null, null, null]);
  });

  it('run outside fields only, can be switched off, and know pairs', () => {
    const ran: string[] = [];
    commandStore.write(
      ['e', 'g c', 'Ctrl+K'].map((keys) => ({ id: keys, label: keys, keys, group: 'g', run: () => ran.push(keys) })),
    );
    const stop = listenForShortcuts();
    const field = document.body.appendChild(document.createElement('textarea'));
    press('e');
    press('e', field);
    press('k', field, { ctrlKey: true });
    press('g');
    press('c');
    setPreferences({ shortcuts: false });
    press('e');
    setPreferences({ shortcuts: true });
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.setAttribute('open', '');
    press('e');
    dialog.remove();
    field.remove();
    stop();
    press('e');
    commandStore.write([]);
    expect(ran).toEqual(['e', 'Ctrl+K', 'g c']);
  });

  describe('pressed before a screen is there', () => {
    let ran: string[] = [];
    let stop = () => {};
    const offer = (...keys: string[]) =>
      commandStore.write(keys.map((key) => ({ id: key, label: key, keys: key, group: 'g', run: () => ran.push(key) })));

    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['performance'], now: 0 });
      history.pushState(null, '', '/conversas/1');
      ran = [];
      offer('j');
      stop = listenForShortcuts();
    });
    afterEach(() => {
      stop();
      runEarlyKey();
      commandStore.write([]);
      document.body.replaceChildren();
      vi.useRealTimers();
    });

    it('are done once it is, the first of them and once', () => {
      press('r');
      press('a');
      offer('j', 'r', 'a');
      runEarlyKey();
      runEarlyKey();
      expect(ran).toEqual(['r']);
    });

    it('are forgotten after ten seconds, and no longer keep others away', () => {
      press('e');
      vi.advanceTimersByTime(9_999);
      press('a');
      vi.advanceTimersByTime(1);
      offer('j', 'e', 'a');
      runEarlyKey();
      expect(ran).toEqual([]);
      offer('j');
      press('e');
      vi.advanceTimersByTime(10_000);
      press('a');
      offer('j', 'e', 'a');
      runEarlyKey();
      expect(ran).toEqual(['a']);
    });

    it('are for what was being loaded only, and not for where one goes meanwhile', () => {
      press('e');
      history.pushState(null, '', '/conversas/2');
      press('m');
      offer('j', 'e', 'm');
      runEarlyKey();
      expect(ran).toEqual(['m']);
      offer('j');
      press('e');
      history.pushState(null, '', '/conversas/3');
      offer('j', 'e');
      runEarlyKey();
      expect(ran).toEqual(['m']);
    });

    it('are given up by another command, by typing elsewhere and by a dialog', () => {
      press('e');
      press('j');
      offer('j', 'e');
      runEarlyKey();
      expect(ran).toEqual(['j']);
      for (const element of ['textarea', 'dialog']) {
        offer('j');
        press('e');
        const other = document.body.appendChild(document.createElement(element));
        if (element === 'dialog') other.setAttribute('open', '');
        else other.focus();
        offer('j', 'e');
        runEarlyKey();
        other.remove();
      }
      expect(ran).toEqual(['j']);
    });
  });
});

describe('leader, store, preferences', () => {
  it('one of two tabs leads, the other follows when it goes', async () => {
    const waiting: (() => Promise<void>)[] = [];
    let busy = false;
    const locks = {
      request: async (_name: string, _options: { signal: AbortSignal }, run: () => Promise<void>) => {
        if (busy) return new Promise((resolve) => waiting.push(() => run().then(resolve)));
        busy = true;
        await run();
        busy = false;
        return waiting.shift()?.();
      },
    };
    const resign = contendForLeadership('x', locks);
    await Promise.resolve();
    expect(leading.read()).toBe(true);
    resign();
    expect(leading.read()).toBe(false);
    contendForLeadership('x', undefined)();
    expect(leading.read()).toBe(false);
  });

  it('a store tells listeners only about changes', () => {
    const store = createStore(1);
    const heard = vi.fn();
    const stop = store.subscribe(heard);
    store.write(1);
    store.write((value) => value + 1);
    stop();
    store.write(5);
    expect([heard.mock.calls.length, store.read()]).toEqual([1, 5]);
  });

  it('remembers choices and applies the theme', () => {
    setPreferences({ theme: 'dark' });
    expect([document.documentElement.dataset['theme'], localStorage.getItem('central.theme')]).toEqual([
      'dark',
      'dark',
    ]);
    setPreferences({ theme: 'light' });
    expect(preferences.read().theme).toBe('light');
  });
});
