import { useState, type FormEvent } from 'react';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { Field, Select, TextArea } from './Field';

const WRONG = 'Confira.';

/** A form that finds the same thing wrong whatever is written, as the server may. */
function Form({ kind }: { kind: 'input' | 'textarea' | 'select' }) {
  const [error, setError] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setError(WRONG);
  };
  return (
    <form noValidate onSubmit={onSubmit}>
      {kind === 'input' ? <Field label={'Campo'} hint={'Dica'} error={error} /> : null}
      {kind === 'textarea' ? <TextArea label={'Campo'} hint={'Dica'} error={error} /> : null}
      {kind === 'select' ? (
        <Select label={'Campo'} hint={'Dica'} error={error}>
          <option>{'a'}</option>
          <option>{'b'}</option>
        </Select>
      ) : null}
      <Field label={'Vizinho'} error={error && 'Outro erro.'} />
      <button>{'Salvar'}</button>
    </form>
  );
}

describe('what is wrong with a field', () => {
  it.each(['input', 'textarea', 'select'] as const)('of a %s is no longer said once it is edited', async (kind) => {
    render(<Form kind={kind} />);
    const field = screen.getByLabelText('Campo');
    const edit = () => (kind === 'select' ? userEvent.selectOptions(field, 'b') : userEvent.type(field, 'x'));
    const save = () => userEvent.click(screen.getByRole('button', { name: 'Salvar' }));
    await edit();
    await save();
    expect(screen.getByText(WRONG)).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    await edit();
    expect(screen.queryByText(WRONG)).toBeNull();
    expect(field.getAttribute('aria-invalid')).toBeNull();
    expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Dica');
    expect(screen.getByText('Outro erro.')).toBeTruthy();
    await save();
    expect(screen.getByText(WRONG)).toBeTruthy();
  });

  it('does not cost the choice that mends it', async () => {
    function Choice() {
      const [chosen, setChosen] = useState('');
      return (
        <Select label={'Campo'} error={WRONG} value={chosen} onChange={(event) => setChosen(event.target.value)}>
          <option value="">{'Escolher'}</option>
          <option>{'b'}</option>
        </Select>
      );
    }
    render(<Choice />);
    await userEvent.selectOptions(screen.getByLabelText('Campo'), 'b');
    expect(screen.getByLabelText<HTMLSelectElement>('Campo').value).toBe('b');
    expect(screen.queryByText(WRONG)).toBeNull();
  });

  it('is said when it is something else, also of what is being edited', () => {
    const { rerender } = render(<Field label={'Campo'} error={WRONG} />);
    fireEvent.input(screen.getByLabelText('Campo'), { target: { value: 'x' } });
    expect(screen.queryByText(WRONG)).toBeNull();
    rerender(<Field label={'Campo'} error={'Já existe.'} />);
    expect(screen.getByText('Já existe.')).toBeTruthy();
  });

  it('leaves what the caller wants to know of edits', async () => {
    const typed: string[] = [];
    render(<Field label={'Campo'} error={WRONG} onChange={(event) => typed.push(event.target.value)} />);
    await userEvent.type(screen.getByLabelText('Campo'), 'x');
    expect(typed).toEqual(['x']);
    expect(screen.queryByText(WRONG)).toBeNull();
  });
});
