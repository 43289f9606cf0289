import { describe, expect, it } from 'vitest';
import { answersOf } from './form';

describe('the answers of a form', () => {
  it('are lines, without what is empty and the token', () => {
    const data = { flow_token: 'tok-1', nome_completo: 'Ana', idade: 34, aceita: false, cores: ['azul', 2], nada: '' };
    expect(answersOf(data)).toEqual([
      ['nome completo', 'Ana'],
      ['idade', '34'],
      ['aceita', 'false'],
      ['cores', 'azul, 2'],
    ]);
  });

  it('are unfolded where they are nested', () => {
    const data = { saved_address_id: null, values: { cidade: 'São Paulo', cep: '01310-100' } };
    expect(answersOf(data)).toEqual([
      ['cidade', 'São Paulo'],
      ['cep', '01310-100'],
    ]);
  });

  it.each([null, undefined, 'texto', 7, [1], {}])('are none of %j', (data) => {
    expect(answersOf(data)).toEqual([]);
  });
});
