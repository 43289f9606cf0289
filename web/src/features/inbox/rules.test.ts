import { describe, expect, it } from 'vitest';
import { LEVEL_PRIORITY, priorityLevel } from '@shared/domain/priority';
import { fitWithin, messageType, sizeLimit } from './composer/uploads';
import { snoozeChoices, localInputValue } from './dialogs/snoozeChoices';
import { variablesIn } from '@shared/domain/templates';
import { fillTemplate } from './dialogs/templateText';
import { filterCount, parseInboxSearch, toFilters } from './search';

describe('inbox address', () => {
  it('drops what is unknown and never fails', () => {
    expect(
      parseInboxSearch({
        view: 'nope',
        status: 'closed',
        q: 12345,
        unread: 'true',
        priority: ['high'],
        sla: 'soon',
        sort: '-priority',
        extra: 1,
      }),
    ).toEqual({ status: 'closed', q: '12345', unread: true, sort: '-priority' });
    expect(parseInboxSearch({ view: 'mine', status: 'open' })).toEqual({});
  });

  it('becomes the filters of the API', () => {
    expect(toFilters({})).toEqual({ view: 'mine', status: 'open' });
    expect(toFilters({ view: 'all', channel: 'c', queue: 'q', label: 'l', unread: true, sla: 'late', q: 'x' })).toEqual(
      {
        view: 'all',
        status: 'open',
        channel_id: 'c',
        queue_id: 'q',
        label: 'l',
        unread: true,
        sla: 'late',
        q: 'x',
      },
    );
    expect(filterCount({ view: 'all', q: 'x', label: 'l', unread: true })).toBe(2);
  });
});

describe('files', () => {
  it.each([
    ['image/jpeg', 'image'],
    ['image/webp', 'sticker'],
    ['image/heic', 'document'],
    ['audio/ogg', 'audio'],
    ['video/mp4', 'video'],
    ['video/quicktime', 'document'],
    ['application/pdf', 'document'],
  ])('%s is sent as %s', (mime, expected) => {
    expect(messageType(mime)).toBe(expected);
  });

  it('shrinks within 1600 px, never enlarges, and knows the limits', () => {
    expect(fitWithin(4000, 3000)).toEqual({ width: 1600, height: 1200 });
    expect(fitWithin(800, 600)).toEqual({ width: 800, height: 600 });
    expect([sizeLimit('image/png'), sizeLimit('application/pdf')]).toEqual([5_000_000, 100_000_000]);
  });
});

describe('templates and snooze', () => {
  it('fills variables and shows what is missing', () => {
    expect(fillTemplate('Oi {{1}}, dia {{ 2 }}', { '1': 'Ana', '2': ' ' })).toBe('Oi Ana, dia {{ 2 }}');
    expect(variablesIn('{{1}} {{nome}} {{1}}')).toEqual(['1', 'nome']);
  });

  it('offers moments in the future, Monday only when it is not tomorrow', () => {
    const friday = new Date(2026, 10, 20, 14, 38);
    expect(snoozeChoices(friday).map((choice) => localInputValue(choice.until))).toEqual([
      '2026-11-20T15:38',
      '2026-11-20T17:38',
      '2026-11-21T09:00',
      '2026-11-23T09:00',
    ]);
    expect(snoozeChoices(new Date(2026, 10, 22, 10)).map((choice) => choice.key)).not.toContain('snooze.monday');
    expect(localInputValue(snoozeChoices(new Date(2026, 10, 23, 10))[3]?.until ?? friday)).toBe('2026-11-30T09:00');
  });

  it('priorities have three levels', () => {
    expect([1, 3, 4, 7, 8, 10].map(priorityLevel)).toEqual(['low', 'low', 'medium', 'medium', 'high', 'high']);
    expect(Object.entries(LEVEL_PRIORITY).every(([level, value]) => priorityLevel(value) === level)).toBe(true);
  });
});
