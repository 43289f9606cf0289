import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@shared/api/client';
import type { Channel } from '@shared/api/types';
import { keys, queryClient } from '@/data/queryClient';
import { sessionStore } from '@/data/session';
import { channels, conversation, session } from '@/test/samples';
import TransferDialog from './TransferDialog';

const navigate = vi.hoisted(() => vi.fn());
vi.mock('@tanstack/react-router', async (original) => ({ ...(await original<object>()), useNavigate: () => navigate }));

const [sample] = channels as [Channel];
const here = conversation({ id: 'c1', channel: { id: 'h1', type: 'whatsapp', name: 'Suporte' } });
const channel = (fields: Partial<Channel>): Channel => ({ ...sample, type: 'whatsapp', state: 'active', ...fields });
const all = [
  channel({ id: 'h1', name: 'Suporte' }),
  channel({ id: 'h2', name: 'Vendas' }),
  channel({ id: 'h3', name: 'Desligado', state: 'inactive' }),
];

function show(known: Channel[]): void {
  queryClient.clear();
  queryClient.setDefaultOptions({ queries: { retry: false, staleTime: Infinity } });
  queryClient.setQueryData(keys.channels, { items: known, next_cursor: null });
  queryClient.setQueryData(keys.queues, { items: [], next_cursor: null });
  queryClient.setQueryData(keys.users, { items: [], next_cursor: null });
  queryClient.setQueryData(keys.conversation('c1'), here);
  render(
    <QueryClientProvider client={queryClient}>
      <TransferDialog id="c1" />
    </QueryClientProvider>,
  );
}
const send = () => userEvent.click(screen.getByRole('button', { name: 'Transferir', hidden: true }));

beforeEach(() => {
  vi.restoreAllMocks();
  navigate.mockReset();
  sessionStore.write(session);
});

describe('transfer to another channel', () => {
  it('offers the others that are on, and goes to the conversation there', async () => {
    const transfer = vi.spyOn(api.conversations, 'transfer').mockResolvedValue(conversation({ id: 'c2' }));
    show(all);
    await userEvent.click(screen.getByRole('radio', { name: 'Canal', hidden: true }));
    expect(screen.getAllByRole('option', { hidden: true }).map((one) => one.textContent)).toEqual([
      'Escolher',
      'Vendas',
    ]);
    await send();
    expect(screen.getByText('Escolha o canal.')).toBeTruthy();
    expect(transfer).not.toHaveBeenCalled();
    await userEvent.selectOptions(screen.getByLabelText('Canal', { selector: 'select' }), 'h2');
    await userEvent.type(screen.getByLabelText('Nota para quem recebe (opcional)'), ' Boleto ');
    await send();
    expect(transfer.mock.calls).toEqual([['c1', { channel_id: 'h2', note: 'Boleto' }]]);
    expect(navigate.mock.calls).toEqual([[{ to: '/conversas/$id', params: { id: 'c2' } }]]);
  });

  it('says why it cannot be, and stays', async () => {
    const words = 'Bia já assumiu esta conversa.';
    vi.spyOn(api.conversations, 'transfer').mockRejectedValue(new ApiError(409, 'already_accepted', words));
    show(all);
    await userEvent.click(screen.getByRole('radio', { name: 'Canal', hidden: true }));
    await userEvent.selectOptions(screen.getByLabelText('Canal', { selector: 'select' }), 'h2');
    await send();
    expect(await screen.findByText(words)).toBeTruthy();
    expect(navigate).not.toHaveBeenCalled();
  });

  it('is not offered where there is no other', () => {
    show(all.filter((one) => one.id !== 'h2'));
    expect(screen.queryByRole('radio', { name: 'Canal', hidden: true })).toBeNull();
  });
});
