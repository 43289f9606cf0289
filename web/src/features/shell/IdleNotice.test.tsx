import { act, render, screen, waitFor } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { loadTexts } from '@shared/i18n';
import type { Presence } from '@shared/api/types';
import { phase, speakThrough } from '@/data/activity';
import { keys, queryClient } from '@/data/queryClient';
import { toastStore } from '@/ui/Toast/toast';
import { IdleNotice } from './IdleNotice';

const stand = (state: Presence['state'], reason: string | null = null) =>
  queryClient.setQueryData(keys.presence, {
    user_id: 'user-ana',
    state,
    chosen_state: state,
    reason,
    state_since: null,
    load: 0,
    idle_after_seconds: 300,
  });
const show = () =>
  render(
    <QueryClientProvider client={queryClient}>
      <IdleNotice />
    </QueryClientProvider>,
  );
const told = vi.fn();

beforeAll(() => loadTexts('routing'));
beforeEach(() => {
  queryClient.clear();
  queryClient.setQueryDefaults(keys.presence, { staleTime: Infinity });
  phase.write('active');
  told.mockClear();
  speakThrough(told);
});

it.each([
  ['online', null, 'active', null],
  ['online', null, 'warned', 'Você ainda está aí?'],
  ['online', null, 'idle', null],
  ['busy', null, 'warned', null],
  ['pause', 'Almoço', 'warned', null],
  ['pause', 'offer_missed', 'idle', null],
  ['pause', 'idle', 'idle', 'Você ficou ausente'],
  ['offline', null, 'idle', null],
] as const)('who is %s (%s) and %s here reads: %s', (state, reason, here, words) => {
  stand(state, reason);
  show();
  act(() => phase.write(here));
  const status = screen.queryByRole('status');
  if (words) expect(status?.textContent).toContain(words);
  else expect(status).toBeNull();
});

it('tells the server at once who is here while it takes them for idle, and once', async () => {
  stand('online');
  show();
  stand('pause', 'idle');
  await screen.findByText('Você ficou ausente');
  expect(told).toHaveBeenCalledOnce();
});

it('waits with it until something is touched', async () => {
  stand('online');
  show();
  act(() => phase.write('idle'));
  stand('pause', 'idle');
  await screen.findByText('Você ficou ausente');
  expect(told).not.toHaveBeenCalled();
  act(() => phase.write('active'));
  expect(told).toHaveBeenCalledOnce();
});

it('says that they are back, and only after that pause', async () => {
  const said = () => toastStore.read().map(({ text }) => text);
  stand('pause', 'Almoço');
  show();
  act(() => phase.write('warned'));
  stand('online');
  await screen.findByText('Você ainda está aí?');
  expect(said()).toEqual([]);
  stand('pause', 'idle');
  await screen.findByText('Você ficou ausente');
  act(() => phase.write('active'));
  stand('online');
  await waitFor(() => expect(said()).toEqual(['Você está online de novo.']));
  expect(screen.queryByRole('status')).toBeNull();
});
