import { describe, expect, it } from 'vitest';
import { isNarrowed, nextClock, orderOf, parseTicketSearch, toFilter } from './filter';

const ID = '0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11';

describe('what the address of the tickets asks for', () => {
  it('is read, and what makes no sense is left out', () => {
    expect(parseTicketSearch({})).toEqual({ state: 'waiting' });
    expect(
      parseTicketSearch({ state: 'closed', q: 20261121, queue: ID, from: '2026-11-01', sort: 'entered_at' }),
    ).toEqual({
      state: 'closed',
      q: '20261121',
      queue: ID,
      from: '2026-11-01',
      sort: 'entered_at',
    });
    expect(parseTicketSearch({ state: 'x', q: '%', queue: '1', from: 'ontem', priority: 'top', whose: 'all' })).toEqual(
      {
        state: 'waiting',
      },
    );
  });

  it('becomes the filter of the API', () => {
    expect(toFilter({ state: 'in_service', whose: 'mine', agent: ID, team: ID }, 'me')).toMatchObject({
      assignee_id: 'me',
      team_id: undefined,
      unassigned: undefined,
    });
    expect(toFilter({ state: 'waiting', whose: 'unassigned', agent: ID }, 'me')).toMatchObject({
      assignee_id: undefined,
      unassigned: true,
    });
    expect(toFilter({ state: 'closed', agent: ID, sla: 'late' }, 'me')).toMatchObject({
      assignee_id: ID,
      sla: undefined,
    });
  });

  it('shows who waits in the order they came, and what ended newest first', () => {
    expect(orderOf({ state: 'waiting' })).toBe('entered_at');
    expect(orderOf({ state: 'closed' })).toBe('-entered_at');
    expect(orderOf({ state: 'closed', sort: 'entered_at' })).toBe('entered_at');
  });

  it('knows whether anything narrows it', () => {
    expect(isNarrowed({ state: 'closed', sort: 'entered_at' })).toBe(false);
    expect(isNarrowed({ state: 'closed', q: '2026' })).toBe(true);
  });
});

describe('the clock of a ticket', () => {
  const clock = {
    target: 'resolution',
    state: 'running',
    goal_seconds: 60,
    seconds: 1,
    started_at: '2026-11-21T12:00:00Z',
    due_at: '2026-11-21T13:00:00Z',
    paused_since: null,
    missed_at: null,
    ended_at: null,
  } as const;

  it('is the one that ends first', () => {
    const first = { ...clock, target: 'first_response', due_at: '2026-11-21T12:10:00Z' } as const;
    const still = { ...clock, target: 'next_response', state: 'paused', due_at: null } as const;
    expect(nextClock({ clocks: [clock, still, first] })?.target).toBe('first_response');
    expect(nextClock({ clocks: [still] })).toEqual({ target: 'next_response', state: 'paused', due_at: null });
  });

  it('is none when everything is decided', () => {
    expect(
      nextClock({ clocks: [{ ...clock, state: 'met', due_at: null, ended_at: '2026-11-21T12:01:00Z' }] }),
    ).toBeNull();
  });
});
