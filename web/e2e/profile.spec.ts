import { expect, test } from '@playwright/test';
import { expectAccessible, newestLink, PASSWORD, signIn, smallTargets } from './support';

// 64 × 64 px, one colour.
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAUUlEQVR42u3PMQ0AMAgAMNiLRRzg/58KDpLWQbN64rIXxwkICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAjs+9W5AVI5B5AXAAAAAElFTkSuQmCC',
  'base64',
);

test('shows a picture of mine, and initials again', async ({ page }) => {
  await signIn(page);
  await page.goto('/configuracoes');
  await page
    .getByLabel('Trocar foto')
    .first()
    .setInputFiles({ name: 'eu.txt', mimeType: 'text/plain', buffer: PICTURE });
  await expect(page.getByText('Use uma foto JPEG ou PNG.')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({ name: 'eu.png', mimeType: 'image/png', buffer: PICTURE });
  await expect(page.getByText('Foto atualizada.')).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('main img').first()).toHaveJSProperty('complete', true);
  await page.getByRole('button', { name: 'Remover foto' }).click();
  await expect(page.locator('main img')).toHaveCount(0);
});

test('changes the e-mail by a link to the new one, signed out when it is opened', async ({ page, browser, baseURL }, {
  project,
}) => {
  test.setTimeout(120_000);
  const before = `caio.${project.name}.${Date.now()}@exemplo.com.br`;
  const after = `novo.${before}`;
  const password = 'cavalo azul na ponte';
  await signIn(page);
  const headers = { origin: baseURL ?? '' };
  const invited = await page.request.post('/api/v1/invites', { headers, data: { email: before, role: 'agent' } });
  expect(invited.ok(), await invited.text()).toBe(true);
  const guests = await browser.newContext();
  const guest = await guests.newPage();
  await guest.goto(await newestLink(guest, before, '/convite#'));
  await guest.getByLabel('Seu nome').fill('Caio Teste');
  await guest.getByLabel('Nova senha').fill(password);
  await guest.getByRole('button', { name: 'Aceitar convite' }).click();
  await expect(guest.getByRole('heading', { name: 'Caixa de Entrada' })).toBeVisible();

  await guest.goto('/configuracoes');
  const card = guest.getByRole('region', { name: 'E-mail' });
  await card.getByRole('button', { name: 'Trocar e-mail' }).click();
  const dialog = guest.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Enviar link' }).click();
  await expect(dialog.getByText('Escreva a sua senha.')).toBeVisible();
  await dialog.getByLabel('Novo e-mail').fill(before);
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  await expect(dialog.getByText('Escreva a sua senha.')).toHaveCount(0); // it is being mended
  await dialog.getByRole('button', { name: 'Enviar link' }).click();
  await expect(dialog.getByText('A senha não confere. Tente de novo.')).toBeVisible();
  await dialog.getByLabel('Sua senha').fill(password);
  await dialog.getByRole('button', { name: 'Enviar link' }).click();
  await expect(dialog.getByText('Este já é o seu e-mail.')).toBeVisible();
  await expectAccessible(guest);
  await dialog.getByLabel('Novo e-mail').fill(after);
  await dialog.getByRole('button', { name: 'Enviar link' }).click();
  await expect(card.getByText(`Enviamos um link para ${after}.`)).toBeVisible();
  await expectAccessible(guest);
  expect(await smallTargets(guest)).toEqual([]);

  const link = await newestLink(guest, after, '/confirmar-email#');
  await newestLink(guest, before, '/esqueci-minha-senha'); // whoever has the old mailbox is told
  await guests.clearCookies();
  await guest.goto('/entrar');
  await guest.evaluate(() => localStorage.clear());
  await guest.goto(link);
  await expect(guest.getByText('ainda com o e-mail de antes')).toBeVisible();
  await expectAccessible(guest);
  await guest.getByRole('link', { name: 'Entrar' }).click();
  await guest.getByLabel('E-mail').fill(before);
  await guest.getByLabel('Senha', { exact: true }).fill(password);
  await guest.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(guest.getByText(`Você passa a entrar com ${after}`)).toBeVisible();
  expect(guest.url()).not.toContain('token');
  await expectAccessible(guest);
  await guest.getByRole('button', { name: 'Confirmar novo e-mail' }).click();
  await expect(guest.getByRole('heading', { name: 'E-mail trocado' })).toBeVisible();
  await guest.goto('/configuracoes');
  await expect(card.getByText(after)).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'Este link não vale mais' })).toBeVisible();
  await guests.close();
});
