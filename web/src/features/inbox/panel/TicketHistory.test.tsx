import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { tickets, type Clock, type TicketOfConversation } from '@shared/api/tickets';
import type { Conversation } from '@shared/api/types';
import TicketHistory from './TicketHistory';

const ticket = (fields: Partial<TicketOfConversation>): TicketOfConversation => ({
  id: 't1',
  protocol: '20261121-000123',
  state: 'finished',
  priority: 5,
  handoff_reason: 'asked',
  queue: { id: 'q1', name: 'Financeiro' },
  assignee: { id: 'u1', name: 'Ana Souza' },
  entered_at: '2026-11-21T12:00:00Z',
  assigned_at: '2026-11-21T12:02:00Z',
  finished_at: '2026-11-21T12:30:00Z',
  wait_seconds: 120,
  service_seconds: 1680,
  finish_reason: 'Resolvido',
  closing: { note: 'Pago por Pix', subject: 'Boleto', labels: ['VIP', 'Boleto'] },
  csat: { rating: 4, comment: 'Rápido', answered_at: '2026-11-21T12:40:00Z' },
  clocks: [],
  transfers: [{ at: '2026-11-21T12:10:00Z', from_user: 'Bia', to_user: 'Ana Souza', from_queue: null, to_queue: null }],
  ...fields,
});
const conversation = { id: 'c1', ticket: null, assignee: null } as unknown as Conversation;

function show(): void {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <TicketHistory conversation={conversation} />
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  vi.restoreAllMocks();
});

describe('the tickets a conversation had', () => {
  it('says how each went, was closed and rated', async () => {
    vi.spyOn(tickets, 'list').mockResolvedValue({ items: [ticket({})], next_cursor: null });
    show();
    const row = await screen.findByRole('listitem');
    expect(within(row).getByText('20261121-000123')).toBeTruthy();
    await userEvent.click(within(row).getByText('20261121-000123'));
    for (const text of ['Financeiro', 'Resolvido', '4 ★ Rápido', 'Boleto', 'VIP, Boleto', 'Pago por Pix'])
      expect(within(row).getByText(text)).toBeTruthy();
    expect(within(row).getByText(/Bia/).textContent).toContain('Ana Souza');
  });

  it('says how each promise stands', async () => {
    const clock: Clock = {
      target: 'first_response',
      state: 'met',
      goal_seconds: 900,
      seconds: 190,
      started_at: '2026-11-21T12:00:00Z',
      due_at: null,
      paused_since: null,
      missed_at: null,
      ended_at: '2026-11-21T12:03:10Z',
    };
    const still = { target: 'next_response', state: 'paused', paused_since: '2026-11-21T12:03:00Z' } as const;
    const late = { target: 'resolution', state: 'running', due_at: '2026-11-21T12:15:00Z' } as const;
    vi.spyOn(tickets, 'list').mockResolvedValue({
      items: [ticket({ clocks: [clock, { ...clock, ...still }, { ...clock, ...late }] })],
      next_cursor: null,
    });
    show();
    const row = await screen.findByRole('listitem');
    await userEvent.click(within(row).getByText('20261121-000123'));
    expect(within(row).getByText('Cumprido em 3 min 10 s (meta: 15 min)')).toBeTruthy();
    expect(within(row).getByText('Em pausa desde 21/11/2026 09:03 (3 min 10 s de 15 min)')).toBeTruthy();
    expect(within(row).getByText('Estourado em 21/11/2026 09:15 (meta: 15 min)')).toBeTruthy();
  });

  it('leaves out what there is not', async () => {
    const bare = ticket({ state: 'waiting', assignee: null, finished_at: null, finish_reason: null, closing: null });
    vi.spyOn(tickets, 'list').mockResolvedValue({
      items: [{ ...bare, csat: null, service_seconds: null, transfers: [] }],
      next_cursor: null,
    });
    show();
    const row = await screen.findByRole('listitem');
    expect(within(row).getAllByRole('term', { hidden: true })).toHaveLength(3);
  });

  it('asks for older ones, and again when that failed', async () => {
    const list = vi.spyOn(tickets, 'list');
    list.mockResolvedValueOnce({ items: [ticket({})], next_cursor: 'next' });
    list.mockResolvedValueOnce({ items: [ticket({ id: 't2', protocol: '20261101-000001' })], next_cursor: null });
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Mostrar mais antigos' }));
    expect(await screen.findByText('20261101-000001')).toBeTruthy();
    expect(list.mock.calls.map(([, cursor]) => cursor)).toEqual([null, 'next']);
    expect(screen.queryByRole('button', { name: 'Mostrar mais antigos' })).toBeNull();
  });

  it('says that there are none, and offers to try again', async () => {
    const list = vi.spyOn(tickets, 'list');
    list.mockRejectedValueOnce(new Error('away'));
    list.mockResolvedValueOnce({ items: [], next_cursor: null });
    show();
    await userEvent.click(await screen.findByRole('button'));
    expect(await screen.findByText('Nenhum atendimento ainda.')).toBeTruthy();
  });
});
