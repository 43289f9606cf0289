import { readFileSync } from 'node:fs';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import { activateLocale, currentLocale, loadTexts, LOCALES, storedLocale, t } from './index';

const SECTIONS = [
  '',
  '.access',
  '.later',
  '.operator',
  '.routing',
  '.settings',
  '.singleSignOn',
  '.start',
  '.supervision',
  '.thread',
];
const read = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(`shared/i18n/${locale}.icu.json`, 'utf8')) as Record<string, string>;

/** Arguments of a message, also inside its branches. */
function argumentsOf(tokens: unknown, found = new Set<string>()): string[] {
  if (Array.isArray(tokens)) {
    for (const token of tokens as unknown[]) {
      if (!Array.isArray(token)) continue;
      found.add(String(token[0]));
      if (typeof token[2] === 'object' && token[2] !== null)
        for (const branch of Object.values(token[2])) argumentsOf(branch, found);
    }
  }
  return [...found].sort();
}

describe('catalogues', () => {
  it.each(SECTIONS.flatMap((section) => [`en${section}`, `es${section}`]))('%s is like pt-BR', (name) => {
    const source = read(name.replace(/^../, 'pt-BR'));
    const other = read(name);
    expect(Object.keys(other).sort()).toEqual(Object.keys(source).sort());
    for (const [key, text] of Object.entries(source)) {
      expect([key, argumentsOf(compileMessageOrThrow(other[key] ?? ''))]).toEqual([
        key,
        argumentsOf(compileMessageOrThrow(text)),
      ]);
    }
  });

  it('brings the texts of an opened section along when the language changes', async () => {
    await loadTexts('access');
    const inPortuguese = t('signIn.submit');
    await activateLocale('en');
    expect([inPortuguese, t('signIn.submit')]).toEqual(['Entrar', 'Sign in']);
    await activateLocale('pt-BR');
  });

  it('counts in each language', async () => {
    const said: string[] = [];
    for (const locale of LOCALES) {
      await activateLocale(locale);
      said.push(t('thread.unread', { count: 1 }), t('thread.unread', { count: 3 }));
    }
    expect(said).toEqual([
      '1 mensagem não lida',
      '3 mensagens não lidas',
      '1 unread message',
      '3 unread messages',
      '1 mensaje no leído',
      '3 mensajes no leídos',
    ]);
    expect(storedLocale()).toBe('es');
    await activateLocale('pt-BR');
    expect([currentLocale(), document.documentElement.lang]).toEqual(['pt-BR', 'pt-BR']);
  });
});
