import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@shared/api/client';
import type { Contact } from '@shared/api/types';
import { dialogStore } from '@/data/dialogs';
import { forgetOutbox, optimisticMessage, outboxStore } from '@/data/outbox';
import { queryClient } from '@/data/queryClient';
import { message } from '@/test/samples';
import ContactCardDialog from './ContactCardDialog';

const onSent = vi.fn();
const ana = {
  id: 'k1',
  name: 'Ana Souza',
  phone: '+5511987654321',
  email: 'ana@exemplo.com.br',
  identities: [{ id: 'i1', channel_type: 'whatsapp', kind: 'wa_phone', value: '551187654321' }],
} as unknown as Contact;
const found = (items: Contact[]) => vi.spyOn(api.contacts, 'search').mockResolvedValue({ items, next_cursor: null });
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const press = (button: string) => userEvent.click(screen.getByRole('button', { name: button, hidden: true }));

function show(replyTo = null as ReturnType<typeof message> | null): void {
  render(
    <QueryClientProvider client={queryClient}>
      <ContactCardDialog id="c1" replyTo={replyTo} onSent={onSent} />
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
  onSent.mockReset();
  forgetOutbox();
  dialogStore.write({ name: 'contactCard', props: { id: 'c1', replyTo: null, onSent } });
});

describe('sending a contact card', () => {
  it('fills it from a contact that was found, and sends what is left of it', async () => {
    found([ana]);
    show(message({ id: 'm7', text: 'Com quem eu falo?' }));
    screen.getByText('Em resposta a: Com quem eu falo?');
    await userEvent.click(await screen.findByRole('option', { name: /^Ana Souza/, hidden: true }));
    expect(document.activeElement?.textContent).toBe('Enviar');
    await userEvent.clear(field('E-mail (opcional)'));
    await userEvent.type(field('Empresa (opcional)'), 'Loja Sol');
    expect(screen.getByRole('link', { name: '+55 11 98765-4321', hidden: true })).toBeTruthy();
    await press('Enviar');
    const [entry] = outboxStore.read();
    const card = {
      name: 'Ana Souza',
      phones: [{ phone: '+5511987654321', wa_id: '551187654321' }],
      organization: 'Loja Sol',
    };
    expect(entry?.body).toEqual({
      type: 'contact',
      contacts: [card],
      reply_to_id: 'm7',
      client_id: entry?.client_id,
    });
    const bubble = entry && optimisticMessage(entry, { id: 'u', name: 'Bia' });
    expect([bubble?.type, bubble?.contacts]).toEqual(['contact', [card]]);
    expect(onSent).toHaveBeenCalledOnce();
    expect(dialogStore.read()).toBeNull();
  });

  it('is filled in by hand with several numbers, and says beside each field what is wrong', async () => {
    found([]);
    show();
    await press('Preencher à mão');
    expect(document.activeElement).toBe(field('Nome'));
    await press('Enviar');
    screen.getByText('Escreva o nome.');
    screen.getByText('Informe um telefone ou um e-mail.');
    await userEvent.type(field('Nome'), 'Beto');
    await userEvent.type(field('Telefone'), '11 98765-4321');
    await press('Adicionar telefone');
    expect(document.activeElement).toBe(field('Telefone 2'));
    await userEvent.keyboard('123');
    await press('Enviar');
    screen.getByText(/^Escreva o telefone com DDD/);
    expect(document.activeElement).toBe(field('Telefone 2'));
    expect(outboxStore.read()).toEqual([]);
    await press('Remover telefone 2');
    await press('Enviar');
    expect(outboxStore.read()[0]?.body.contacts).toEqual([{ name: 'Beto', phones: [{ phone: '+5511987654321' }] }]);
  });

  it('takes a number that was typed into the search, and asks for the name', async () => {
    found([]);
    show();
    await userEvent.type(screen.getByRole('combobox', { hidden: true }), '11 98765-4321');
    await userEvent.click(screen.getByRole('option', { name: 'Usar +55 11 98765-4321', hidden: true }));
    expect(field('Telefone').value).toBe('+55 11 98765-4321');
    expect(document.activeElement).toBe(field('Nome'));
  });

  it('goes back to the search', async () => {
    found([ana]);
    show();
    await press('Preencher à mão');
    await press('Escolher outro contato');
    await screen.findByRole('option', { name: /^Ana Souza/, hidden: true });
    expect(screen.queryByRole('button', { name: 'Enviar', hidden: true })).toBeNull();
  });
});
