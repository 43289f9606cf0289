import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, letCustomerWrite, sidewaysScroll, signIn, smallTargets } from './support';

// Both themes are looked at, each on one kind of screen.
test.beforeEach(({ page }, { project }) =>
  page.emulateMedia({ colorScheme: project.name === 'phone' ? 'dark' : 'light', reducedMotion: 'reduce' }),
);

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
}

/** Opens something of the attach menu with the keyboard only. */
async function attach(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: 'Anexar' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: what }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
}

test('a place and a contact card reach the customer', async ({ page, context }) => {
  const name = `Cliente ${Date.now()}`;
  await signIn(page);
  const { chat } = await letCustomerWrite(page, name, 'Onde vocês ficam?');
  await page.goto('/conversas?view=all');
  await page.getByRole('list', { name: 'Conversas' }).getByRole('link').filter({ hasText: name }).click();
  const log = page.getByRole('log', { name: 'Mensagens' });
  const dialog = page.getByRole('dialog');
  await expect(log.getByText('Onde vocês ficam?')).toBeVisible();

  // The question is quoted by the place that answers it.
  await log.getByRole('button', { name: 'Ações da mensagem' }).first().click();
  await page.getByRole('menuitem', { name: 'Responder' }).click();
  await attach(page, 'Localização');
  await expect(dialog.getByText('Em resposta a: Onde vocês ficam?')).toBeVisible();
  await expectGood(page);
  await dialog.getByRole('button', { name: 'Usar minha posição' }).click();
  await expect(dialog.getByRole('alert')).toContainText('O navegador não deu acesso à sua posição.');
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: -23.5505, longitude: -46.6333, accuracy: 18 });
  await dialog.getByRole('button', { name: 'Usar minha posição' }).click();
  await expect(dialog.getByText('Posição encontrada, com margem de 18 m.')).toBeVisible();
  await expect(dialog.getByLabel('Link ou coordenadas')).toHaveValue('-23.550500, -46.633300');
  const where = dialog.getByLabel('Link ou coordenadas');
  await where.fill('https://maps.app.goo.gl/AbCdEf');
  await expect(dialog.getByText('Links curtos não trazem as coordenadas.')).toBeVisible();
  await where.fill('https://www.google.com/maps/place/MASP/@-23.5,-46.6,17z/data=!8m2!3d-23.5614!4d-46.6559');
  await expect(dialog.getByLabel('Nome do local')).toHaveValue('MASP');
  await dialog.getByLabel('Endereço').fill('Avenida Paulista, 1578');
  await expect(dialog.getByRole('link', { name: /MASP/ })).toBeVisible();
  await expectGood(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(log.getByRole('link', { name: /MASP Avenida Paulista, 1578/ })).toHaveAttribute(
    'href',
    'https://www.google.com/maps/search/?api=1&query=-23.5614,-46.6559',
  );

  await attach(page, 'Contato');
  await page.keyboard.type('Ana Souza');
  await expectGood(page);
  await dialog.getByRole('option', { name: /^Ana Souza/ }).click();
  await expect(dialog.getByRole('textbox', { name: 'Nome' })).toHaveValue('Ana Souza');
  await dialog.getByRole('button', { name: 'Adicionar telefone' }).click();
  await page.keyboard.type('123');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Escreva o telefone com DDD, por exemplo 11 98765-4321.')).toBeVisible();
  await expectGood(page);
  await dialog.getByRole('textbox', { name: 'Telefone 2' }).fill('(11) 3456-7890');
  await dialog.getByLabel('Empresa').fill('Loja Sol');
  await dialog.getByRole('button', { name: 'Enviar' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(log.getByRole('link', { name: '+55 11 3456-7890' })).toBeVisible();
  await expect(log.getByText('Loja Sol')).toBeVisible();
  await expectGood(page);

  // What the customer sees on their phone.
  await page.goto(`/simulador#/${chat.split('/').at(-2) ?? ''}`);
  const place = page.getByRole('listitem').filter({ hasText: 'MASP' });
  await expect(place.getByText('Avenida Paulista, 1578')).toBeVisible();
  await expect(place.getByText('Onde vocês ficam?')).toBeVisible();
  await expect(place.getByRole('link', { name: '-23.5614, -46.6559' })).toBeVisible();
  const card = page.getByRole('listitem').filter({ hasText: '+551134567890' });
  await expect(card.getByText('Ana Souza')).toBeVisible();
  await expect(card.getByText('Loja Sol')).toBeVisible();
});
