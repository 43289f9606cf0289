import type { ReactElement } from 'react';
import { defaultScheduler, notifyManager, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as administration from '@shared/api/administration';
import { api, ApiError } from '@shared/api/client';
import { followUps, type FollowUpRule } from '@shared/api/later';
import * as routing from '@shared/api/routing';
import { surveys, type SurveySettings } from '@shared/api/surveys';
import type { Closing } from '@shared/api/types';
import { loadTexts } from '@shared/i18n';
import { queryClient } from '@/data/queryClient';
import { sessionStore } from '@/data/session';
import { session } from '@/test/samples';
import { ClosingPage } from './closing/ClosingPage';
import { FollowUpsPage } from './followUps/FollowUpsPage';
import { CapacityCard } from './routing/CapacityCard';
import { RulesCard } from './routing/RulesCard';
import { SlaPage } from './sla/SlaPage';
import { SurveysPage } from './surveys/SurveysPage';

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
beforeAll(async () => {
  notifyManager.setScheduler(queueMicrotask);
  await Promise.all((['followUps', 'routing', 'surveys'] as const).map(loadTexts));
});
afterAll(() => notifyManager.setScheduler(defaultScheduler));

// jsdom lays nothing out.
const intoView = vi.fn<(this: Element) => void>();

beforeEach(() => {
  vi.restoreAllMocks();
  intoView.mockClear();
  Element.prototype.scrollIntoView = intoView;
  queryClient.clear();
  queryClient.setDefaultOptions({ queries: { retry: false, staleTime: Infinity } });
  for (const source of [api.queues, api.channels, api.users, api.labels])
    vi.spyOn(source, 'list').mockResolvedValue(page([]));
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
    const told = await screen.findByText(new RegExp(TOLD));
    expect(intoView.mock.contexts.some((box) => box.contains(told))).toBe(true);
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

  it('keeps what was ticked', async () => {
    const read = vi.spyOn(api.closing, 'read').mockResolvedValue(closing('v1', 'Dúvida'));
    show(<ClosingPage />);
    await userEvent.click(await screen.findByLabelText('Motivo'));
    read.mockResolvedValue(closing('v2', 'De outra pessoa'));
    await reconnect();
    expect(field('Motivo').checked).toBe(true);
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

/** Somebody else saves while one writes: it stays, one is told, saves over exactly theirs, and may load theirs instead. */
async function goesThrough(form: {
  label: string;
  theirs: string;
  /** Lets them save, and the screen read it. */
  news: () => Promise<void>;
  save: { mock: { lastCall?: unknown[] | undefined } };
}): Promise<void> {
  const { label, theirs, news, save } = form;
  await write(label, '7');
  await news();
  expect(field(label).value).toBe('7');
  await press('Salvar');
  await screen.findByText(new RegExp(TOLD));
  expect(save.mock.lastCall?.at(-1)).toMatchObject({ version: 'v1' });
  expect(field(label).value).toBe('7');
  await press(ANYWAY);
  await waitFor(() => expect(save.mock.lastCall?.at(-1)).toMatchObject({ version: 'v2' }));
  await press(LOAD);
  await waitFor(() => expect(field(label).value).toBe(theirs));
  expect(screen.queryByText(new RegExp(TOLD))).toBeNull();
}

/** What was saved here is what the next saving goes by. */
async function savesAgain(label: string, save: { mock: { lastCall?: unknown[] | undefined } }): Promise<void> {
  await write(label, '8');
  await press('Salvar');
  await waitFor(() => expect(field(label).value).toBe('9'));
  await press('Salvar');
  await waitFor(() => expect(save.mock.lastCall?.at(-1)).toMatchObject({ version: 'v9' }));
}

describe('the other settings that are saved whole', () => {
  it('surveys', async () => {
    const settings = (version: string, question: string | null): SurveySettings => ({
      enabled: true,
      ask_comment: true,
      alert_low_ratings: true,
      delay_seconds: 0,
      quiet_queue_ids: [],
      question,
      comment_request: null,
      thanks: null,
      comment_thanks: null,
      defaults: { question: 'Nota?', comment_request: 'Por quê?', thanks: 'Obrigado', comment_thanks: 'Valeu' },
      version,
    });
    const read = vi.spyOn(surveys, 'settings').mockResolvedValue(settings('v1', 'E aí?'));
    const save = vi.spyOn(surveys, 'save').mockRejectedValue(refusal('v2'));
    show(<SurveysPage />);
    await goesThrough({
      label: 'Pergunta',
      theirs: 'De outra pessoa',
      news: () => {
        read.mockResolvedValue(settings('v2', 'De outra pessoa'));
        return reconnect();
      },
      save,
    });
    // A switch is something written too.
    await userEvent.click(screen.getByRole('switch', { name: /^Pedir um comentário/ }));
    read.mockResolvedValue(settings('v3', 'Ainda outra'));
    await reconnect();
    expect(field('Pergunta').value).toBe('De outra pessoa');
    save.mockResolvedValueOnce(settings('v9', '9'));
    await savesAgain('Pergunta', save);
  });

  it('capacity', async () => {
    const capacity = (version: string, agent_limit: number | null): routing.Capacity => ({
      channels: [{ channel_type: 'whatsapp', weight: 1, agent_limit }],
      agents: [{ user_id: 'user-of-a-later-page', channel_type: 'whatsapp', agent_limit: 3 }],
      version,
    });
    const read = vi.spyOn(routing.capacity, 'read').mockResolvedValue(capacity('v1', null));
    const save = vi.spyOn(routing.capacity, 'save').mockRejectedValue(refusal('v2'));
    show(<CapacityCard />);
    await goesThrough({
      label: 'No máximo por atendente',
      theirs: '4',
      news: () => {
        read.mockResolvedValue(capacity('v2', 4));
        return reconnect();
      },
      save,
    });
    expect(save.mock.lastCall?.[0].agents).toEqual(capacity('v1', null).agents);
    save.mockResolvedValueOnce(capacity('v9', 9));
    await savesAgain('No máximo por atendente', save);
  });

  it('rules of priority, also when the list no longer has what is being changed', async () => {
    const rule = (version: string, name: string): routing.PriorityRule => ({
      id: 'r1',
      name,
      priority: 9,
      active: true,
      label_id: null,
      channel_id: null,
      contact_state: 'customer',
      attribute_name: null,
      attribute_value: null,
      version,
    });
    const label = (name: string) => ({ id: name, name, color: '#0f766e', conversations: 0 });
    const labels = vi.spyOn(api.labels, 'list').mockResolvedValue(page([label('urgente')]));
    const list = vi.spyOn(routing.priorityRules, 'list').mockResolvedValue(page([rule('v1', 'VIP')]));
    const save = vi.spyOn(routing.priorityRules, 'replace').mockRejectedValue(refusal('v2'));
    show(<RulesCard />);
    await userEvent.click(await screen.findByRole('button', { name: 'Editar VIP' }));
    await screen.findByRole('option', { name: 'urgente', hidden: true });
    await userEvent.selectOptions(screen.getByLabelText('Etiqueta da conversa'), 'urgente');
    await goesThrough({
      label: 'Nome da regra',
      theirs: 'Clientes',
      news: async () => {
        list.mockResolvedValue(page([]));
        labels.mockResolvedValue(page([label('urgente'), label('vip')]));
        await reconnect();
        list.mockResolvedValue(page([rule('v2', 'Clientes')]));
      },
      save,
    });
    expect(save.mock.lastCall?.[1].label_id).toBe('urgente');
  });

  it('rules about silence', async () => {
    const rule = (version: string, name: string): FollowUpRule => ({
      id: 'f1',
      name,
      active: true,
      trigger: 'silence',
      queue_id: null,
      channel_id: null,
      business_hours: true,
      minutes_before: null,
      notify: 'nobody',
      steps: [{ after_minutes: 60, action: 'message', text: 'Oi!', template: null, reason: null }],
      version,
    });
    vi.spyOn(api.closing, 'read').mockResolvedValue({ reasons: [], required: [], version: 'v0' });
    vi.spyOn(followUps, 'list').mockResolvedValue(page([rule('v1', 'Silêncio')]));
    vi.spyOn(followUps, 'readRule').mockResolvedValue(rule('v2', 'De outra pessoa'));
    const save = vi.spyOn(followUps, 'replace').mockRejectedValue(refusal('v2'));
    show(<FollowUpsPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Editar Silêncio' }));
    await goesThrough({ label: 'Nome da regra', theirs: 'De outra pessoa', news: reconnect, save });
  });
});
