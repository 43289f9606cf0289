import { expect, test } from '@playwright/test';
import { expectAccessible, newestLink, PASSWORD, sidewaysScroll, signIn, smallTargets } from './support';

const PHRASE = 'girafa verde na praia';

test('opens a company, suspends it, which ends what its people do, and lets it work again', async ({ page, browser }, {
  project,
}) => {
  test.setTimeout(200_000);
  const name = `Ótica ${project.name} ${Date.now()}`;
  const email = `rita.${project.name}.${Date.now()}@exemplo.com.br`;
  await signIn(page);
  await page.getByRole('button', { name: /Abrir menu/ }).click();
  await page.getByRole('menuitem', { name: 'Empresas (operação)' }).click();
  await expect(page.getByRole('heading', { name: 'Empresas', level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Loja Sol' })).toBeVisible();
  await page.getByRole('button', { name: 'Nova empresa' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Abrir empresa' }).click();
  await expect(dialog.getByText('Confira o e-mail.')).toBeVisible();
  await dialog.getByLabel('Nome da empresa').fill(name);
  await dialog.getByLabel('Nome da primeira pessoa').fill('Rita');
  await dialog.getByLabel('E-mail da primeira pessoa').fill(email);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Abrir empresa' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);

  const guests = await browser.newContext();
  const guest = await guests.newPage();
  await guest.goto(await newestLink(guest, email, '/redefinir-senha?primeira=1#'));
  await guest.getByLabel('Sua senha').fill(PHRASE);
  await guest.getByRole('button', { name: 'Criar senha' }).click();
  await guest.getByRole('link', { name: 'Entrar' }).click();
  await guest.getByLabel('E-mail').fill(email);
  await guest.getByLabel('Senha', { exact: true }).fill(PHRASE);
  await guest.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(guest.getByRole('heading', { name: 'Boas-vindas, Rita!' })).toBeVisible();

  await page.getByLabel('Nome, e-mail de alguém ou código').fill(email);
  await page.getByRole('button', { name: 'Buscar' }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([name]);
  await page.getByRole('button', { name: `Suspender ${name}` }).click();
  await dialog.getByLabel('Motivo').fill('teste');
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Suspender' }).click();
  await expect(page.getByRole('button', { name: `Reativar ${name}` })).toBeVisible();
  await guest.reload();
  await expect(guest).toHaveURL(/\/entrar/);
  await guest.getByLabel('E-mail').fill(email);
  await guest.getByLabel('Senha', { exact: true }).fill(PHRASE);
  await guest.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(guest.getByText('A sua empresa está suspensa')).toBeVisible();
  await page.getByRole('button', { name: `Reativar ${name}` }).click();
  await dialog.getByLabel('Motivo').fill('teste');
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Reativar' }).click();
  await expect(page.getByRole('button', { name: `Suspender ${name}` })).toBeVisible();
  await guests.close();
});
