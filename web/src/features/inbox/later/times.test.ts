import { describe, expect, it } from 'vitest';
import { momentOf, setTimeZone } from '@shared/format';
import { quickTimes, wallTime } from './times';

const at = (iso: string) => Date.parse(iso);

describe('moments to send something later', () => {
  it('are those of the clocks in the account, wherever the browser is', () => {
    setTimeZone('America/Sao_Paulo');
    expect(quickTimes(at('2026-11-20T13:10:20Z'))).toEqual([
      { key: 'later.hour', at: '2026-11-20T14:11:00.000Z' },
      { key: 'later.tonight', at: '2026-11-20T21:00:00.000Z' },
      { key: 'later.tomorrow', at: '2026-11-21T12:00:00.000Z' },
      { key: 'later.monday', at: '2026-11-23T12:00:00.000Z' },
    ]);
  });

  it('leave out an evening that is over, and Monday when that is tomorrow', () => {
    expect(quickTimes(at('2026-11-23T01:10:00Z')).map((time) => time.key)).toEqual(['later.hour', 'later.tomorrow']);
  });

  it('come back as they were shown', () => {
    expect(wallTime('2026-11-20T13:10:00Z')).toBe('2026-11-20T10:10');
    expect(momentOf('2026-11-20T10:10')).toBe('2026-11-20T13:10:00.000Z');
  });
});
