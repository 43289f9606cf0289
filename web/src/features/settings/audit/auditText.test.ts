import { describe, expect, it } from 'vitest';
import { setTimeZone } from '@shared/format';
import { ACTIONS, actionText, actorText, detailLines, joinParts, toFilter } from './auditText';
import { parseAuditSearch } from './search';

const row = (type: string, name: string | null) => ({ actor: { type, id: null, name } }) as never;

describe('audit log', () => {
  it('has words for every action it knows and shows the code of another', () => {
    for (const action of ACTIONS) expect(actionText(action)).not.toContain('audit.action');
    expect(actionText('thing.done')).toBe('thing.done');
  });

  it('names the person, somebody who is gone, and the system', () => {
    expect(
      [row('user', 'Ana'), row('user', null), row('system', null), row('anonymous', null)].map((one) => actorText(one)),
    ).toEqual(['Ana', 'Pessoa removida', 'Sistema', 'Sem entrar na conta']);
  });

  it('tells what changed', () => {
    expect(detailLines({ before: { role: 'agent' }, after: { role: 'admin', active: true }, rows: 3 })).toEqual([
      { name: 'role', text: 'agent → admin' },
      { name: 'active', text: '– → true' },
      { name: 'rows', text: '3' },
    ]);
  });

  it('searches whole days of the account, also when a clock changes', () => {
    setTimeZone('America/Sao_Paulo');
    expect(toFilter({ from: '2026-11-20', to: '2026-11-20' })).toMatchObject({
      since: '2026-11-20T03:00:00.000Z',
      until: '2026-11-21T03:00:00.000Z',
    });
    setTimeZone('Europe/Lisbon');
    expect(toFilter({ from: '2026-10-25', to: '2026-10-25' })).toMatchObject({
      since: '2026-10-24T23:00:00.000Z',
      until: '2026-10-26T00:00:00.000Z',
    });
    setTimeZone('America/Sao_Paulo');
  });

  it('keeps of an address what can be searched by', () => {
    expect(parseAuditSearch({ actor: 'a-1', action: 'x.y', from: '2026-01-02', to: 'tomorrow', other: 1 })).toEqual({
      actor: 'a-1',
      action: 'x.y',
      from: '2026-01-02',
    });
  });

  it('joins the parts of an export under one heading', () => {
    expect(joinParts(['"a"\r\n"1"\r\n', '"a"\r\n"2"\r\n'])).toBe('"a"\r\n"1"\r\n"2"\r\n');
  });
});
