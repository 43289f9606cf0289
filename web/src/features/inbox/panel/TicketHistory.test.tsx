import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { tickets, type Clock, type TicketOfConversation } from '@shared/api/tickets';
import type { Conversation } from '@shared/api/types';
import { queryClient } from '@/data/queryClient';
import { sessionStore } from '@/data/session';
import { session } from '@/test/samples';
import TicketHistory from './TicketHistory';

const rated = {
  rating: 4,
  comment: 'Rápido',
  answered_by: 'chat',
  answered_at: '2026-11-21T12:40:00Z',
  entered_by: null,
} as const;
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
  csat: rated,
  clocks: [],
  transfers: [{ at: '2026-11-21T12:10:00Z', from_user: 'Bia', to_user: 'Ana Souza', from_queue: null, to_queue: null }],
  continued_as: null,
  continues: [],
  ...fields,
});
const conversation = { id: 'c1', ticket: null, assignee: null } as unknown as Conversation;

function show(): void {
  queryClient.clear();
  queryClient.setDefaultOptions({ queries: { retry: false } });
  render(
    <QueryClientProvider client={queryClient}>
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

  it('says what it continues, and what it went on as on another channel', async () => {
    const before = { protocol: '20261120-000009', conversation_id: 'c0', channel: 'Suporte' };
    const after = { protocol: '20261122-000001', conversation_id: 'c2', channel: 'Vendas' };
    vi.spyOn(tickets, 'list').mockResolvedValue({
      items: [ticket({ state: 'transferred', continues: [before], continued_as: after })],
      next_cursor: null,
    });
    show();
    const row = await screen.findByRole('listitem');
    await userEvent.click(within(row).getByText('20261121-000123'));
    expect(within(row).getByText('20261120-000009 · Suporte')).toBeTruthy();
    expect(within(row).getByText('20261122-000001 · Vendas')).toBeTruthy();
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

  it('lets whoever may enter what the customer said, once, and says who did', async () => {
    const bare = ticket({ csat: null });
    const csat = { ...rated, answered_by: 'staff' as const, entered_by: { id: 'u9', name: 'Chefe' } };
    vi.spyOn(tickets, 'list')
      .mockResolvedValueOnce({ items: [bare], next_cursor: null })
      .mockResolvedValue({ items: [ticket({ csat })], next_cursor: null });
    const rate = vi.spyOn(tickets, 'rate').mockResolvedValue(csat);
    sessionStore.write({ ...session, permissions: ['conversations.read', 'tickets.rate'] });
    show();
    await userEvent.click(await screen.findByText('20261121-000123'));
    await userEvent.click(await screen.findByRole('button', { name: 'Registrar avaliação' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Registrar' }));
    expect(dialog.getByRole('alert').textContent).toBe('Escolha uma nota de 1 a 5.');
    await userEvent.click(dialog.getByRole('radio', { name: '4 estrelas' }));
    await userEvent.type(dialog.getByLabelText('Comentário do cliente (opcional)'), ' Rápido ');
    await userEvent.click(dialog.getByRole('button', { name: 'Registrar' }));
    expect(rate.mock.calls).toEqual([['20261121-000123', { rating: 4, comment: 'Rápido' }]]);
    expect(await screen.findByText('4 ★ Rápido · registrada por Chefe')).toBeTruthy();
  });

  it('does not offer it to who may not', async () => {
    vi.spyOn(tickets, 'list').mockResolvedValue({ items: [ticket({ csat: null })], next_cursor: null });
    sessionStore.write({ ...session, permissions: ['conversations.read'] });
    show();
    await userEvent.click(await screen.findByText('20261121-000123'));
    expect(screen.queryByRole('button', { name: 'Registrar avaliação' })).toBeNull();
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
