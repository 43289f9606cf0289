import { describe, expect, it } from 'vitest';
import { passwordHints } from './password';

describe('passwordHints', () => {
  it.each([
    ['cavalo azul na ponte', { long: true, varied: true, notOwn: true }],
    ['curta', { long: false, varied: true, notOwn: true }],
    ['', { long: false, varied: false, notOwn: false }],
    ['aaaaaaaaaaaaaa', { long: true, varied: false, notOwn: true }],
    ['abc1abc1abc1abc1', { long: true, varied: false, notOwn: true }],
    ['abcdefghijklmn', { long: true, varied: false, notOwn: true }],
    ['Ána Souza 2026!!', { long: true, varied: true, notOwn: false }],
    ['ana.souza@exemplo.com.br', { long: true, varied: true, notOwn: false }],
  ])('%s', (password, expected) => {
    expect(passwordHints(password, ['Ana Souza', 'ana.souza@exemplo.com.br'])).toEqual(expected);
  });
});
