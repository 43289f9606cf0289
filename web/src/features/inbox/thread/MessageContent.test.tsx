import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { message } from '@/test/samples';
import { MessageContent } from './MessageContent';

const form = (data: unknown) =>
  message({ id: 'm1', type: 'interactive', text: 'Sent', interactive: { kind: 'form_reply', title: 'Sent', data } });

describe('what a message says', () => {
  it('shows what the contact filled into a form', () => {
    render(<MessageContent message={form({ flow_token: 'tok-1', nome: 'Ana', values: { cidade: 'Recife' } })} />);
    screen.getByText('Formulário respondido');
    expect(screen.getAllByRole('definition').map((one) => one.textContent)).toEqual(['Ana', 'Recife']);
    expect(screen.queryByText('Sent')).toBeNull();
  });

  it('shows a form that cannot be read as it came', () => {
    render(<MessageContent message={form('{nome: Ana')} />);
    screen.getByText('{nome: Ana');
  });

  it.each([
    ['accept', 'Permitiu ligações'],
    ['reject', 'Não permitiu ligações'],
  ])('says in words that calls were answered with %s', (id, words) => {
    const interactive = { kind: 'call_permission_reply', id };
    render(<MessageContent message={message({ id: 'm1', type: 'interactive', text: id, interactive })} />);
    screen.getByText(words);
  });

  it('shows all of a contact card', () => {
    const contacts = [
      { name: 'José', phones: [], emails: [{ email: 'jose@exemplo.com.br' }], title: 'Gerente', organization: 'Sol' },
    ];
    render(<MessageContent message={message({ id: 'm1', type: 'contact', text: null, contacts })} />);
    const link = screen.getByRole('link', { name: 'jose@exemplo.com.br' });
    expect(link.getAttribute('href')).toBe('mailto:jose@exemplo.com.br');
    screen.getByText('Gerente · Sol');
  });
});
