import { expect, test } from '@playwright/test';
import { EMAIL, expectAccessible, PASSWORD, signInByHand, smallTargets } from './support';

test('says what to do when fields are empty or wrong', async ({ page }) => {
  await page.goto('/entrar');
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page.getByText('Escreva o seu e-mail.')).toBeVisible();
  await expect(page.getByText('Escreva a sua senha.')).toBeVisible();
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Senha', { exact: true }).fill('errada-de-proposito');
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('E-mail ou senha não conferem');
  await expect(page.getByLabel('Senha', { exact: true })).toBeFocused();
});

test('speaks the language somebody chooses, or that of the mail whose link was opened', async ({ page }) => {
  await page.goto('/entrar');
  await page.getByLabel('Idioma').selectOption('es');
  await expect(page.getByRole('button', { name: 'Entrar', exact: true })).toBeVisible();
  await expect(page.getByLabel('Contraseña', { exact: true })).toBeVisible();
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  await page.reload();
  await expect(page.getByLabel('Contraseña', { exact: true })).toBeVisible();
  await page.goto('/esqueci-minha-senha?idioma=en');
  await expect(page.getByLabel('Language')).toHaveValue('en');
});

test('signs in, stays signed in after a reload, and signs out', async ({ page }) => {
  await signInByHand(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Caixa de Entrada' })).toBeVisible();
  await page.getByRole('button', { name: /Abrir menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sair' }).click();
  await expect(page).toHaveURL(/\/entrar/);
  await page.goto('/conversas');
  await expect(page).toHaveURL(/\/entrar/);
});

test('goes on to the page that was asked for', async ({ page }) => {
  await page.goto('/configuracoes/canais');
  await expect(page).toHaveURL(/\/entrar\?next=/);
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Senha', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Canais', level: 1 })).toBeVisible();
});
