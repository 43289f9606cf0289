import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dialogStore } from '@/data/dialogs';
import { forgetOutbox, optimisticMessage, outboxStore } from '@/data/outbox';
import { message } from '@/test/samples';
import LocationDialog from './LocationDialog';

const onSent = vi.fn();
const where = () => screen.getByLabelText<HTMLInputElement>('Link ou coordenadas');
const name = () => screen.getByLabelText<HTMLInputElement>('Nome do local (opcional)');
const press = (button: string) => userEvent.click(screen.getByRole('button', { name: button, hidden: true }));
const paste = async (text: string) => {
  await userEvent.clear(where());
  await userEvent.click(where());
  await userEvent.paste(text);
};
/** What the browser answers when it is asked where it is. */
function stand(answer: Partial<GeolocationCoordinates> | number): void {
  const getCurrentPosition: Geolocation['getCurrentPosition'] = (found, failed) =>
    typeof answer === 'number'
      ? failed?.({ code: answer } as GeolocationPositionError)
      : found({ coords: answer } as GeolocationPosition);
  vi.stubGlobal('navigator', { ...navigator, geolocation: { getCurrentPosition } });
}

beforeEach(() => {
  vi.unstubAllGlobals();
  onSent.mockReset();
  forgetOutbox();
  dialogStore.write({ name: 'location', props: { id: 'c1', replyTo: null, onSent } });
});

describe('sending a place', () => {
  it('takes a link with its name, shows what will be sent, and sends it', async () => {
    render(<LocationDialog id="c1" replyTo={null} onSent={onSent} />);
    await paste('https://www.google.com/maps/place/MASP/@-23.5614,-46.6559,17z');
    expect(name().value).toBe('MASP');
    await userEvent.type(screen.getByLabelText('Endereço (opcional)'), ' Av. Paulista, 1578 ');
    const link = screen.getByRole('link', { name: /MASP.*Av\. Paulista, 1578.*Abrir no mapa/, hidden: true });
    expect(link.getAttribute('href')).toContain('query=-23.5614,-46.6559');
    await press('Enviar');
    const [entry] = outboxStore.read();
    const location = { latitude: -23.5614, longitude: -46.6559, name: 'MASP', address: 'Av. Paulista, 1578' };
    expect(entry?.conversation_id).toBe('c1');
    expect(entry?.body).toEqual({ type: 'location', location, client_id: entry?.client_id });
    expect(entry && optimisticMessage(entry, { id: 'u', name: 'Bia' }).location).toEqual(location);
    expect(onSent).toHaveBeenCalledOnce();
    expect(dialogStore.read()).toBeNull();
  });

  it('quotes the message that is answered', async () => {
    const question = message({ id: 'm7', text: 'Onde vocês ficam?' });
    render(<LocationDialog id="c1" replyTo={question} onSent={onSent} />);
    screen.getByText('Em resposta a: Onde vocês ficam?');
    await paste('-23.5614, -46.6559');
    await press('Enviar');
    expect(outboxStore.read()[0]?.body.reply_to_id).toBe('m7');
  });

  it('keeps a name that was typed, and lets a link replace what a link brought', async () => {
    render(<LocationDialog id="c1" replyTo={null} onSent={onSent} />);
    await paste('geo:0,0?q=-23.5,-46.6(Loja)');
    expect(name().value).toBe('Loja');
    await paste('geo:0,0?q=-23.5,-46.6(Depósito)');
    expect(name().value).toBe('Depósito');
    await userEvent.clear(name());
    await userEvent.type(name(), 'Portão 2');
    await paste('geo:0,0?q=-23.5,-46.6(Escritório)');
    expect(name().value).toBe('Portão 2');
  });

  it('sends nothing without a place, and says what is missing where the focus goes', async () => {
    render(<LocationDialog id="c1" replyTo={null} onSent={onSent} />);
    await press('Enviar');
    screen.getByText('Informe o local.');
    expect(document.activeElement).toBe(where());
    await userEvent.type(where(), 'Avenida Paulista');
    await press('Enviar');
    screen.getByText(/^Não reconhecemos um local aqui/);
    expect(where().getAttribute('aria-invalid')).toBe('true');
    expect(outboxStore.read()).toEqual([]);
  });

  it.each([
    ['https://maps.app.goo.gl/AbC', /^Links curtos não trazem as coordenadas/],
    ['https://www.google.com/maps/search/padaria', /^Este link não diz onde fica o lugar/],
    ['-123.5614, -46.6559', /^Confira os números/],
  ])('says at once what is wrong with %s', async (text, words) => {
    render(<LocationDialog id="c1" replyTo={null} onSent={onSent} />);
    await paste(text);
    screen.getByText(words);
  });

  it('says nothing while it is being typed', async () => {
    render(<LocationDialog id="c1" replyTo={null} onSent={onSent} />);
    await userEvent.type(where(), '-23.5');
    expect(where().getAttribute('aria-invalid')).toBeNull();
  });
});

describe('the own position', () => {
  it('stands in the field, with how far off it may be', async () => {
    stand({ latitude: -23.55051999, longitude: -46.633308, accuracy: 18.4 });
    render(<LocationDialog id="c1" replyTo={null} onSent={onSent} />);
    await press('Usar minha posição');
    expect(where().value).toBe('-23.550520, -46.633308');
    screen.getByText('Posição encontrada, com margem de 18 m.');
    await userEvent.type(where(), '1');
    expect(screen.queryByText(/^Posição encontrada/)).toBeNull();
  });

  it('is told in kilometres when the device only guesses', async () => {
    stand({ latitude: -23.5, longitude: -46.6, accuracy: 2540 });
    render(<LocationDialog id="c1" replyTo={null} onSent={onSent} />);
    await press('Usar minha posição');
    screen.getByText('Posição encontrada, com margem de 2,5 km.');
  });

  it.each([
    [1, /^O navegador não deu acesso à sua posição/],
    [2, /^Não foi possível saber sua posição/],
    [3, /^Sua posição demorou demais/],
  ])('is not there (code %i): that is said, and the field gets the focus', async (code, words) => {
    stand(code);
    render(<LocationDialog id="c1" replyTo={null} onSent={onSent} />);
    await press('Usar minha posição');
    expect(screen.getByRole('alert', { hidden: true }).textContent).toMatch(words);
    expect(document.activeElement).toBe(where());
  });

  it('is not there in a browser that cannot tell', async () => {
    vi.stubGlobal('navigator', { clipboard: navigator.clipboard });
    render(<LocationDialog id="c1" replyTo={null} onSent={onSent} />);
    await press('Usar minha posição');
    expect(screen.getByRole('alert', { hidden: true }).textContent).toMatch(/^Não foi possível saber/);
  });
});
