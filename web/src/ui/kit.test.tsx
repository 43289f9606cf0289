import { useState } from 'react';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Button } from './Button/Button';
import { Count } from './Badge/Badge';
import { Dialog } from './Dialog/Dialog';
import { Field, Select } from './Field/Field';
import { Highlight } from './Highlight/Highlight';
import { IconButton } from './IconButton/IconButton';
import { Menu } from './Menu/Menu';
import { MessageText } from './MessageText/MessageText';
import { PickList } from './PickList/PickList';
import { PriorityBadge } from './PriorityBadge/PriorityBadge';
import { Segmented } from './Segmented/Segmented';
import { SlaBadge } from './SlaBadge/SlaBadge';
import { Checkbox, Switch } from './Switch/Switch';
import { toast } from './Toast/toast';
import { Toaster } from './Toast/Toaster';

describe('buttons and fields', () => {
  it('a busy button says so and refuses clicks', async () => {
    const clicked = vi.fn();
    render(
      <Button busy onClick={clicked}>
        {'Salvar'}
      </Button>,
    );
    const button = screen.getByRole('button', { name: 'Salvar' });
    await userEvent.click(button);
    expect(button.getAttribute('aria-busy')).toBe('true');
    expect(clicked).not.toHaveBeenCalled();
  });

  it('an icon button has a name', () => {
    render(<IconButton label={'Fechar'} icon={<svg />} />);
    expect(screen.getByRole('button', { name: 'Fechar' })).toBeTruthy();
  });

  it('a field ties label, hint and error to its input', () => {
    const { rerender } = render(<Field label={'Nome'} hint={'Completo'} />);
    expect(screen.getByLabelText('Nome').getAttribute('aria-describedby')).toBe(screen.getByText('Completo').id);
    rerender(<Field label={'Nome'} error={'Escreva um nome.'} />);
    const input = screen.getByLabelText('Nome');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Escreva um nome.');
  });

  it('select, switch and checkbox have their roles', async () => {
    const changed = vi.fn();
    render(
      <>
        <Select label={'Fila'}>
          <option>{'A'}</option>
        </Select>
        <Switch label={'Som'} checked={false} onChange={changed} />
        <Checkbox label={'Ana'} checked={false} onChange={changed} />
      </>,
    );
    expect(screen.getByRole('combobox', { name: 'Fila' })).toBeTruthy();
    await userEvent.click(screen.getByRole('switch', { name: 'Som' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Ana' }));
    expect(changed.mock.calls).toEqual([[true], [true]]);
  });
});

describe('choices', () => {
  it('segments move with the arrow keys and have one tab stop', async () => {
    function Example() {
      const [value, setValue] = useState<'a' | 'b'>('a');
      return (
        <Segmented
          label={'Modo'}
          value={value}
          onChange={setValue}
          segments={[
            { value: 'a', label: 'Um', name: 'Primeiro', count: 3 },
            { value: 'b', label: 'Dois' },
          ]}
        />
      );
    }
    render(<Example />);
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Primeiro: 3' }));
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('radio', { name: 'Dois' }).getAttribute('aria-checked')).toBe('true');
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Dois' }));
  });

  it('a menu opens on its first entry, moves, runs, and gives focus back', async () => {
    const ran = vi.fn();
    render(
      <Menu
        label={'Ações'}
        items={[
          { id: '1', label: 'Atribuir', run: () => ran('1') },
          { id: '2', label: 'Desligado', disabled: true, run: () => ran('2') },
          { id: '3', label: 'Transferir', run: () => ran('3') },
        ]}
        trigger={(props) => (
          <button type="button" {...props}>
            {'Abrir'}
          </button>
        )}
      />,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Abrir' }));
    expect(document.activeElement?.textContent).toContain('Atribuir');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(ran).toHaveBeenCalledWith('3');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Abrir' }));
    await userEvent.keyboard('{Enter}{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('a pick list filters without accents and picks with Enter', async () => {
    const picked = vi.fn();
    render(
      <PickList
        label={'Atendentes'}
        placeholder={'Buscar'}
        options={['Ana', 'João', 'Bia'].map((label) => ({ id: label, label }))}
        onPick={(option) => picked(option.id)}
      />,
    );
    await userEvent.keyboard('joao{Enter}');
    expect(picked).toHaveBeenCalledWith('João');
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await userEvent.keyboard('zzz');
    expect(screen.getByText('Nada encontrado.')).toBeTruthy();
  });

  it('a dialog is named by its heading and closes by its button', async () => {
    const closed = vi.fn();
    render(
      <Dialog title={'Transferir'} onClose={closed}>
        {'…'}
      </Dialog>,
    );
    const dialog = screen.getByRole('dialog', { name: 'Transferir', hidden: true });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Fechar', hidden: true }));
    expect(closed).toHaveBeenCalledOnce();
  });

  it('leaves the focus to the search field inside: the first button closes it with the first space that is typed', () => {
    // As browsers do, which happy-dom does not.
    const open = vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(function (
      this: HTMLDialogElement,
    ) {
      this.open = true;
      this.querySelector('button')?.focus();
    });
    render(
      <Dialog title={'Transferir'} onClose={() => undefined}>
        <PickList label={'Para quem?'} placeholder={''} options={[]} onPick={() => undefined} />
      </Dialog>,
    );
    expect(open).toHaveBeenCalledOnce();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Para quem?');
    open.mockRestore();
  });

  it('Escape closes the innermost dialog only, and giving up a choice of files closes none', () => {
    const closed = vi.fn();
    render(
      <Dialog title={'Privacidade'} onClose={() => closed('outer')}>
        <input type="file" aria-label={'Foto'} />
        <Dialog title={'Apagar cliente?'} onClose={() => closed('inner')}>
          {'…'}
        </Dialog>
      </Dialog>,
    );
    const cancel = () => new Event('cancel', { cancelable: true });
    fireEvent(screen.getByRole('dialog', { name: 'Apagar cliente?', hidden: true }), cancel());
    expect(closed.mock.calls).toEqual([['inner']]);
    fireEvent(screen.getByLabelText('Foto'), new Event('cancel', { bubbles: true }));
    expect(closed).toHaveBeenCalledOnce();
    fireEvent(screen.getByRole('dialog', { name: 'Privacidade', hidden: true }), cancel());
    expect(closed.mock.calls).toEqual([['inner'], ['outer']]);
  });
});

describe('small things', () => {
  it('a toast offers to undo', async () => {
    const undone = vi.fn();
    render(<Toaster />);
    toast('Resolvida.', { action: { label: 'Desfazer', run: undone } });
    await userEvent.click(await screen.findByRole('button', { name: 'Desfazer' }));
    expect(undone).toHaveBeenCalledOnce();
    expect(screen.queryByText('Resolvida.')).toBeNull();
  });

  it('message text never becomes markup', () => {
    const { container } = render(<MessageText text={'<img src=x onerror=alert(1)> *oi* https://a.com'} />);
    expect(container.querySelector('img')).toBeNull();
    expect(container.querySelector('strong')?.textContent).toBe('oi');
    expect(container.querySelector('a')?.getAttribute('rel')).toContain('noopener');
  });

  it('marks, counts and priorities are readable', () => {
    const { container } = render(
      <>
        <Highlight text={'João Santos'} words={'joao'} />
        <Count value={120} label={'120 não lidas'} />
        <PriorityBadge priority={9} full />
      </>,
    );
    expect(container.querySelector('mark')?.textContent).toBe('João');
    expect(screen.getByText('99+')).toBeTruthy();
    expect(screen.getByText('120 não lidas')).toBeTruthy();
    expect(screen.getByText('Alta Prioridade')).toBeTruthy();
  });

  it.each([
    [22.5, 'SLA 22 min', 'SLA vence em 22 min'],
    [0.5, 'SLA agora', 'SLA vence agora'],
    [-125, 'SLA −2 h', 'SLA estourado há 2 h 05 min'],
  ])('what is due in %d minutes is short to see, and said in full', (minutes, seen, said) => {
    const due_at = new Date(minutes * 60_000).toISOString();
    const { container } = render(
      <SlaBadge sla={{ target: 'first_response', state: 'running', due_at }} now={0} short />,
    );
    expect(container.querySelector('[aria-hidden=true]:not(svg)')?.textContent).toBe(seen);
    expect(screen.getByText(said).className).toBe('visually-hidden');
    expect(screen.getByTitle(`${said} (Primeira resposta)`)).toBeTruthy();
  });
});
