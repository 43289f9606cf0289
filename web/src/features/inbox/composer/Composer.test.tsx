import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel, Conversation } from '@shared/api/types';
import { dialogStore } from '@/data/dialogs';
import { keys, queryClient } from '@/data/queryClient';
import { sessionStore } from '@/data/session';
import { channels, conversation, message, session } from '@/test/samples';
import { Composer } from './Composer';

const [sample] = channels as [Channel];
const quoted = message({ id: 'm1', text: 'Onde vocês ficam?' });
const onReplyDone = vi.fn();

async function attachments(capabilities: object, fields: Partial<Conversation> = {}, mode = 'Responder') {
  queryClient.clear();
  queryClient.setQueryData(keys.channels, { items: [{ ...sample, id: 'h1', capabilities }], next_cursor: null });
  const here = conversation({
    id: 'c1',
    channel: { id: 'h1', type: 'whatsapp', name: 'Suporte' },
    window_expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    ...fields,
  });
  render(
    <QueryClientProvider client={queryClient}>
      <Composer conversation={here} replyTo={quoted} onReplyDone={onReplyDone} />
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole('radio', { name: mode }));
  const button = screen.queryByRole('button', { name: 'Anexar' });
  if (!button) return [];
  await userEvent.click(button);
  return screen.getAllByRole('menuitem').map((item) => item.textContent);
}

beforeEach(() => {
  sessionStore.write(session);
  dialogStore.write(null);
});

describe('what may be attached', () => {
  it('is what the channel can send', async () => {
    expect(await attachments({ location: true, contacts: true })).toEqual(
      expect.arrayContaining(['Localização', 'Contato']),
    );
  });

  it.each([
    ['a place', { location: false, contacts: true }, 'Localização', 'Contato'],
    ['a contact card', { location: true, contacts: false }, 'Contato', 'Localização'],
  ])('is not %s on a channel without it', async (_, capabilities, missing, there) => {
    const offered = await attachments(capabilities);
    expect(offered).not.toContain(missing);
    expect(offered).toContain(there);
  });

  it('is neither for a note', async () => {
    const all = { location: true, contacts: true };
    const forNote = await attachments(all, {}, 'Nota');
    expect(forNote).toContain('Enviar arquivo');
    expect(forNote).not.toEqual(expect.arrayContaining(['Localização']));
    expect(forNote).not.toEqual(expect.arrayContaining(['Contato']));
  });

  it('is nothing when the window is closed', async () => {
    const all = { location: true, contacts: true };
    expect(await attachments(all, { window_expires_at: '2026-01-01T00:00:00Z' })).toEqual([]);
  });

  it.each([
    ['Localização', 'location'],
    ['Contato', 'contactCard'],
  ])('%s opens its dialog, with what is quoted', async (label, name) => {
    await attachments({ location: true, contacts: true });
    await userEvent.click(screen.getByRole('menuitem', { name: label }));
    expect(dialogStore.read()).toEqual({ name, props: { id: 'c1', replyTo: quoted, onSent: onReplyDone } });
  });
});
