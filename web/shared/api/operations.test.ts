import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as administration from './administration';
import * as calendars from './calendars';
import { api, call, request } from './client';
import * as routing from './routing';
import * as singleSignOn from './singleSignOn';
import * as later from './later';
import * as supervision from './supervision';
import * as tickets from './tickets';

const paths = Object.entries(
  (
    JSON.parse(readFileSync(resolve('..', 'docs', 'openapi.json'), 'utf8')) as {
      paths: Record<string, Record<string, unknown>>;
    }
  ).paths,
).map(([path, methods]) => ({
  pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
  methods: Object.keys(methods).map((method) => method.toUpperCase()),
}));

type Operation = (...args: unknown[]) => Promise<unknown>;

function operationsOf(group: object, name: string): [string, Operation][] {
  return Object.entries(group).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'function') return [[`${name}.${key}`, value as Operation]];
    return typeof value === 'object' && value !== null ? operationsOf(value, `${name}.${key}`) : [];
  });
}

afterEach(() => vi.unstubAllGlobals());

describe('every operation the app uses', () => {
  it.each([
    ...operationsOf(api, 'api'),
    ...operationsOf(administration, 'administration'),
    ...operationsOf(singleSignOn, 'singleSignOn'),
    ...operationsOf(calendars, 'hours'),
    ...operationsOf(routing, 'routing'),
    ...operationsOf(supervision, 'supervision'),
    ...operationsOf(later, 'later'),
    ...operationsOf(tickets, 'tickets'),
  ])('%s is one the server offers', async (_name, operation) => {
    const asked: { method: string; path: string }[] = [];
    vi.stubGlobal('fetch', (url: string, init: { method: string }) => {
      asked.push({ method: init.method, path: url.split('?')[0] ?? '' });
      return Promise.resolve(Response.json({ items: [], next_cursor: null }));
    });
    // Some take a signal where others take an id; what is asked for is all the same.
    vi.spyOn(AbortSignal, 'any').mockReturnValue(new AbortController().signal);
    await operation('one', 'two', 'three');
    expect(asked).toHaveLength(1);
    const [{ method, path }] = asked as [{ method: string; path: string }];
    expect(paths.filter((one) => one.pattern.test(path) && one.methods.includes(method))).not.toEqual([]);
  });
});

describe('a request', () => {
  it('tells what the server refused, and that nothing answered', async () => {
    const body = { error: { code: 'invalid', message: 'Não.', fields: { name: 'vazio' } }, correlation_id: 'c1' };
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(body, { status: 422 })));
    await expect(call('POST', '/labels')).rejects.toMatchObject({
      status: 422,
      code: 'invalid',
      fields: { name: 'vazio' },
      correlationId: 'c1',
      transient: false,
    });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no route')));
    await expect(request('GET', '/labels')).rejects.toMatchObject({ status: 0, code: 'network', transient: true });
  });

  it('leaves out what is empty and reads no body where there is none', async () => {
    const fetched = vi.fn(() => Promise.resolve(new Response(null, { status: 204 })));
    vi.stubGlobal('fetch', fetched);
    await expect(call('GET', '/labels', { query: { q: '', cursor: null, limit: 5 } })).resolves.toBeUndefined();
    expect(fetched).toHaveBeenCalledWith('/api/v1/labels?limit=5', expect.anything());
  });
});
