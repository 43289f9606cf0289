import { describe, expect, it } from 'vitest';
import type { Service } from '@shared/api/service';
import { GROUPS, textsOf, wordsOf } from './words';

const NAMES = GROUPS.flatMap(({ names }) => names);
const each = <T>(value: (name: string) => T) => Object.fromEntries(NAMES.map((name) => [name, value(name)]));
const service = {
  texts: { ...each(() => null), greeting: 'Oi, {name}!', away: '' },
  defaults: each((name) => `Padrão de ${name}`),
  say_closing: true,
  position_interval_seconds: 60,
  give_back_after_seconds: 300,
} as unknown as Service;

describe('the words of a company', () => {
  it('come back as they were', () => {
    expect(textsOf(wordsOf(service), service.defaults)).toEqual(service.texts);
  });

  it('are the standard when nothing, or just that, is written, and not said when switched off', () => {
    const words = wordsOf(service);
    words.greeting = { said: true, text: '  ' };
    words.handoff = { said: true, text: 'Padrão de handoff ' };
    words.protocol = { said: false, text: 'Nº {protocol}' };
    words.away = { said: true, text: '' };
    const texts = textsOf(words, service.defaults);
    expect([texts.greeting, texts.handoff, texts.protocol, texts.away]).toEqual([null, null, '', null]);
  });

  it('end with a last word where the company chose one, whose text stays while it is off', () => {
    expect(wordsOf(service).closing).toEqual({ said: true, text: '' });
    const words = wordsOf({ ...service, say_closing: false, texts: { ...service.texts, closing: 'Até logo!' } });
    expect(words.closing).toEqual({ said: false, text: 'Até logo!' });
    expect(textsOf(words, service.defaults).closing).toBe('Até logo!');
  });
});
