import { describe, expect, it } from 'vitest';
import { previewText } from './preview';

describe('a line about a message', () => {
  it.each([
    [{ kind: 'form_reply', id: 'flow' }, 'Sent', 'Formulário respondido'],
    [{ kind: 'call_permission_reply', id: 'accept' }, 'accept', 'Permitiu ligações'],
    [{ kind: 'call_permission_reply', id: 'reject' }, '', 'Não permitiu ligações'],
    [{ kind: 'list_reply', id: 'one' }, '*Um*', 'Um'],
    [null, '', 'Opções'],
  ])('says of %o what the thread says', (interactive, text, said) => {
    expect(previewText({ type: 'interactive', text, interactive })).toBe(said);
  });

  it('says of what was deleted only that', () => {
    const interactive = { kind: 'form_reply', id: 'flow' };
    expect(previewText({ type: 'interactive', text: null, deleted: true, interactive })).toBe('Mensagem apagada');
  });
});
