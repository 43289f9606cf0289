import type { ReactElement } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as administration from '@shared/api/administration';
import { calendars, type Calendar } from '@shared/api/calendars';
import * as routing from '@shared/api/routing';
import { service, type Service } from '@shared/api/service';
import type { Queue } from '@shared/api/types';
import { loadTexts } from '@shared/i18n';
import { keys, queryClient } from '@/data/queryClient';
import { sessionStore } from '@/data/session';
import { queues, session } from '@/test/samples';
import { CalendarDialog } from './calendars/CalendarDialog';
import { draftOf } from './calendars/plan';
import { RoleDialog } from './roles/RoleDialog';
import { SKILLS } from './routing/keys';
import { QueueDialog } from './routing/QueueDialog';
import { SkillsCard } from './routing/SkillsCard';
import { TeamsPage } from './teams/TeamsPage';
import { WordsPage } from './words/WordsPage';

const page = <Item,>(items: Item[]) => ({ items, next_cursor: null });
const done = vi.fn(() => Promise.resolve());

function show(element: ReactElement): void {
  render(<QueryClientProvider client={queryClient}>{element}</QueryClientProvider>);
}
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name, hidden: true }));
async function rename(label: string, name: string): Promise<void> {
  await userEvent.clear(screen.getByLabelText(label));
  await userEvent.type(screen.getByLabelText(label), name);
}

beforeAll(async () => {
  await Promise.all((['routing', 'followUps'] as const).map(loadTexts));
});
beforeEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
  queryClient.setDefaultOptions({ queries: { retry: false, staleTime: Infinity } });
  for (const key of [keys.users, keys.labels, keys.channels, keys.calendars, SKILLS])
    queryClient.setQueryData(key, page([]));
  queryClient.setQueryData(keys.people, []);
  sessionStore.write({ ...session, permissions: [...session.permissions, 'teams.manage', 'queues.manage'] });
});

// Somebody else has the same form open and has changed another part of it: it is not sent, so it stays.
describe('what is saved of a form is what was changed in it', () => {
  it('of a team', async () => {
    const team = { id: 't1', name: 'Suporte', member_ids: ['user-ana'] };
    vi.spyOn(administration.teams, 'list').mockResolvedValue([team]);
    const update = vi.spyOn(administration.teams, 'update').mockResolvedValue(team);
    show(<TeamsPage />);
    await userEvent.click(await screen.findByRole('button', { name: /^Editar/ }));
    await rename('Nome da equipe', 'Vendas');
    await press('Salvar');
    expect(update.mock.calls).toEqual([['t1', { name: 'Vendas' }]]);
  });

  it('of a role', async () => {
    const role: administration.Role = {
      id: 'r1',
      built_in: false,
      name: 'Fiscal',
      permissions: ['conversations.read'],
      scope: 'team',
      sees_unassigned: true,
      channel_ids: null,
      members: 1,
    };
    const update = vi.spyOn(administration.roles, 'update').mockResolvedValue(role);
    show(<RoleDialog role={role} fixed={false} onSaved={done} onClose={done} />);
    await rename('Nome da função', 'Auditoria');
    await userEvent.type(document.querySelector<HTMLInputElement>('[name=password]') as HTMLInputElement, 'segredo');
    await press('Salvar');
    expect(update.mock.calls).toEqual([['r1', { name: 'Auditoria', password: 'segredo' }]]);
  });

  it('of a queue, though news of it came meanwhile', async () => {
    const [queue] = queues as [Queue];
    queryClient.setQueryData(keys.teams, []);
    const update = vi.spyOn(routing.queues, 'update').mockResolvedValue(queue);
    const dialog = (of: Queue) => (
      <QueryClientProvider client={queryClient}>
        <QueueDialog queue={of} queues={[of]} users={[]} onClose={done} />
      </QueryClientProvider>
    );
    const { rerender } = render(dialog(queue));
    rerender(dialog({ ...queue, description: 'Escrita por outra pessoa', active: false }));
    await rename('Nome da fila', 'Vendas');
    await press('Salvar');
    expect(update.mock.calls).toEqual([[queue.id, { name: 'Vendas' }]]);
  });

  it('of a skill, though news of it came meanwhile', async () => {
    const skill = { id: 's1', name: 'Inglês', agents: [], labels: [], queues: 0 } as unknown as routing.Skill;
    queryClient.setQueryData(SKILLS, page([skill]));
    vi.spyOn(routing.skills, 'list').mockResolvedValue(page([skill]));
    const update = vi.spyOn(routing.skills, 'update').mockResolvedValue(skill);
    show(<SkillsCard />);
    await press('Editar Inglês');
    queryClient.setQueryData(SKILLS, page([{ ...skill, agents: [{ user_id: 'user-ana', level: 3 }] }]));
    await rename('Nome da habilidade', 'Espanhol');
    await press('Salvar');
    expect(update.mock.calls).toEqual([['s1', { name: 'Espanhol' }]]);
  });

  it('of a calendar', async () => {
    const calendar = {
      id: 'k1',
      name: 'Loja',
      is_default: false,
      time_zone: 'America/Sao_Paulo',
      week: [{ weekday: 0, opens: '08:00', closes: '18:00' }],
      days: [],
      holidays: null,
    } as unknown as Calendar;
    vi.spyOn(calendars, 'preview').mockRejectedValue(new Error('not asked'));
    vi.spyOn(calendars, 'holidays').mockResolvedValue({ items: [] });
    const update = vi.spyOn(calendars, 'update').mockResolvedValue(calendar);
    show(<CalendarDialog id="k1" start={draftOf(calendar)} onSaved={done} onClose={done} />);
    await rename('Nome', 'Matriz');
    await press('Salvar');
    expect(update.mock.calls).toEqual([['k1', { name: 'Matriz' }]]);
  });

  it('of the texts for customers, and what the others have changed is shown then', async () => {
    const texts = { greeting: 'Oi', handoff: null, protocol: null, away: null, position: null, abandonment: null };
    const rest = { out_of_hours: null, closing: null, marketing_stopped: null, marketing_resumed: null };
    const before: Service = {
      texts: { ...texts, ...rest },
      defaults: Object.fromEntries(
        Object.keys({ ...texts, ...rest }).map((name) => [name, name]),
      ) as Service['defaults'],
      say_closing: true,
      position_interval_seconds: 300,
      give_back_after_seconds: 0,
      idle_after_seconds: 0,
    };
    const after = { ...before, texts: { ...before.texts, greeting: 'Olá', handoff: 'De outra pessoa' } };
    vi.spyOn(service, 'read').mockResolvedValue(before);
    const update = vi.spyOn(service, 'update').mockResolvedValue(after);
    show(<WordsPage />);
    await screen.findByLabelText('Texto: Saudação');
    await rename('Texto: Saudação', 'Olá');
    await press('Salvar');
    expect(update.mock.calls).toEqual([[{ texts: { greeting: 'Olá' } }]]);
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLTextAreaElement>('Texto: Transferência para um atendente').value).toBe(
        'De outra pessoa',
      ),
    );
  });
});
