import type { ReactElement } from 'react';
import { defaultScheduler, notifyManager, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as administration from '@shared/api/administration';
import { api, ApiError } from '@shared/api/client';
import type { Closing } from '@shared/api/types';
import { queryClient } from '@/data/queryClient';
import { sessionStore } from '@/data/session';
import { session } from '@/test/samples';
import { ClosingPage } from './closing/ClosingPage';
import { SlaPage } from './sla/SlaPage';

const page = <Item,>(items: Item[]) => ({ items, next_cursor: null });
const TOLD = 'Isto foi mudado em outro lugar depois que você abriu.';
const LOAD = 'Carregar a versão atual';
const ANYWAY = 'Salvar mesmo assim';
const refusal = (version: string) => new ApiError(409, 'changed_meanwhile', TOLD, {}, { version });

function show(element: ReactElement): void {
  render(<QueryClientProvider client={queryClient}>{element}</QueryClientProvider>);
}
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name, hidden: true }));
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
async function write(label: string, text: string): Promise<void> {
  await screen.findByLabelText(label);
  await userEvent.clear(field(label));
  await userEvent.type(field(label), text);
}
/** All that is on the screen is read again, as after a connection that was away for too long. */
const reconnect = () => act(() => queryClient.invalidateQueries());

// News is on the screen as soon as it was read: what is kept is kept in spite of it.
beforeAll(() => notifyManager.setScheduler(queueMicrotask));
afterAll(() => notifyManager.setScheduler(defaultScheduler));

beforeEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
  queryClient.setDefaultOptions({ queries: { retry: false, staleTime: Infinity } });
  for (const source of [api.queues, api.channels, api.users]) vi.spyOn(source, 'list').mockResolvedValue(page([]));
  vi.spyOn(administration.teams, 'list').mockResolvedValue([]);
  sessionStore.write({ ...session, permissions: [...session.permissions, 'queues.manage'] });
});

describe('reasons for closing', () => {
  const FIRST = 'Motivo 1';
  const closing = (version: string, ...names: string[]): Closing => ({
    reasons: names.map((name, index) => ({ id: `r${index}`, name, active: true })),
    required: [],
    version,
  });

  it('keeps what is being written when they are read again, and says so when it is saved', async () => {
    const read = vi.spyOn(api.closing, 'read').mockResolvedValue(closing('v1', 'Dúvida'));
    const save = vi.spyOn(administration.closing, 'save').mockRejectedValueOnce(refusal('v2'));
    show(<ClosingPage />);
    await write(FIRST, 'Dúvida respondida');
    read.mockResolvedValue(closing('v2', 'De outra pessoa'));
    await reconnect();
    expect(field(FIRST).value).toBe('Dúvida respondida');
    await press('Salvar');
    await screen.findByText(new RegExp(TOLD));
    expect(save.mock.lastCall?.[0].version).toBe('v1');
    expect(field(FIRST).value).toBe('Dúvida respondida');

    save.mockResolvedValueOnce(closing('v3', 'Dúvida respondida'));
    await press(ANYWAY);
    await screen.findByRole('button', { name: 'Salvar' });
    expect(save.mock.lastCall?.[0].version).toBe('v2');
    expect(screen.queryByText(new RegExp(TOLD))).toBeNull();
    save.mockResolvedValueOnce(closing('v4', 'Dúvida'));
    await write(FIRST, 'Dúvida');
    await press('Salvar');
    await waitFor(() => expect(save.mock.lastCall?.[0].version).toBe('v3'));
  });

  it('shows the version of the other one when asked for it', async () => {
    const read = vi.spyOn(api.closing, 'read').mockResolvedValue(closing('v1', 'Dúvida'));
    vi.spyOn(administration.closing, 'save').mockRejectedValue(refusal('v2'));
    show(<ClosingPage />);
    await write(FIRST, 'Minha');
    await press('Salvar');
    await screen.findByText(new RegExp(TOLD));
    read.mockRejectedValueOnce(new Error('offline'));
    await press(LOAD);
    await waitFor(() => expect(read).toHaveBeenCalledTimes(2));
    expect(field(FIRST).value).toBe('Minha');
    read.mockResolvedValue(closing('v2', 'De outra pessoa'));
    await press(LOAD);
    await waitFor(() => expect(field(FIRST).value).toBe('De outra pessoa'));
    expect(screen.queryByText(new RegExp(TOLD))).toBeNull();
  });

  it('shows news while nothing was changed', async () => {
    const read = vi.spyOn(api.closing, 'read').mockResolvedValue(closing('v1', 'Dúvida'));
    show(<ClosingPage />);
    await screen.findByLabelText(FIRST);
    read.mockResolvedValue(closing('v2', 'De outra pessoa'));
    await reconnect();
    expect(field(FIRST).value).toBe('De outra pessoa');
  });
});

describe('policies of service levels', () => {
  const policy = (version: string, name: string): administration.SlaPolicy => ({
    id: 'p1',
    name,
    active: true,
    queue_id: null,
    channel_id: null,
    priority_class: null,
    first_response_seconds: 900,
    next_response_seconds: null,
    resolution_seconds: null,
    business_hours: true,
    pauses: true,
    steps: [],
    version,
  });

  it('keeps what was written, and offers both versions', async () => {
    const list = vi.spyOn(administration.slaPolicies, 'list').mockResolvedValue(page([policy('v1', 'Padrão')]));
    const replace = vi.spyOn(administration.slaPolicies, 'replace').mockRejectedValue(refusal('v2'));
    show(<SlaPage />);
    await userEvent.click(await screen.findByRole('button', { name: /^Editar/ }));
    await write('Nome', 'Ouro');
    list.mockResolvedValue(page([policy('v2', 'Prata')]));
    await reconnect();
    expect(field('Nome').value).toBe('Ouro');
    await press('Salvar');
    await screen.findByText(new RegExp(TOLD));
    expect(replace.mock.lastCall?.[1].version).toBe('v1');
    expect(field('Nome').value).toBe('Ouro');
    await press(ANYWAY);
    await waitFor(() => expect(replace.mock.lastCall?.[1]).toMatchObject({ name: 'Ouro', version: 'v2' }));
    vi.spyOn(administration.slaPolicies, 'read').mockResolvedValue(policy('v2', 'Prata'));
    await press(LOAD);
    await waitFor(() => expect(field('Nome').value).toBe('Prata'));
    expect(screen.queryByText(new RegExp(TOLD))).toBeNull();
    await press('Salvar');
    await waitFor(() => expect(replace.mock.lastCall?.[1]).toMatchObject({ name: 'Prata', version: 'v2' }));
  });
});
