import { afterAll, expect, test, vi } from 'vitest';
import { request } from '../api/client';
import { activateLocale, translated } from '.';
import english from './sentences.en.json';
import spanish from './sentences.es.json';
import { translator } from './sentences';

afterAll(() => activateLocale('pt-BR'));

test('says a sentence of the server in the language of the person', async () => {
  expect(translated('Já existe.')).toBe('Já existe.');
  await activateLocale('en');
  await vi.waitFor(() => expect(translated('Já existe.')).toBe('It exists already.'));
  await activateLocale('es');
  await vi.waitFor(() => expect(translated('Já existe.')).toBe('Ya existe.'));
  await activateLocale('pt-BR');
  await vi.waitFor(() => expect(translated('Já existe.')).toBe('Já existe.'));
});

test('brings every refusal in the language of the person', async () => {
  await activateLocale('en');
  await vi.waitFor(() => expect(translated('Já existe.')).toBe('It exists already.'));
  const refusal = {
    code: 'name_taken',
    message: 'Já existe uma equipe com este nome.',
    fields: { name: 'Já existe.' },
  };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ error: refusal }, { status: 409 })));
  const error = await request('POST', '/teams', { body: {} }).catch((refused: unknown) => refused);
  expect(error).toMatchObject({
    message: 'There is a team with this name already.',
    fields: { name: 'It exists already.' },
  });
  vi.unstubAllGlobals();
});

test('keeps what the server filled in', () => {
  const say = translator(english);
  expect(say('Limite de atendimentos simultâneos atingido (5 de 5).')).toBe(
    'The limit of conversations at a time is reached (5 of 5).',
  );
  expect(say('Ainda há quem tenha esta função: Bia $& (a), Caio e outros.')).toBe(
    'Somebody still has this role: Bia $& (a), Caio e outros.',
  );
  expect(say('Uma frase nova.')).toBe('Uma frase nova.');
});

test.each([english, spanish])('translates every sentence as itself', (table) => {
  const say = translator(table);
  for (const [sentence, other] of Object.entries(table)) {
    if (!sentence.includes('{}')) expect(say(sentence)).toBe(other);
    // A sentence that is filled in is not taken for another one.
    else expect(say(sentence.replaceAll('{}', '7'))).toBe(other.replaceAll('{}', '7'));
  }
});
