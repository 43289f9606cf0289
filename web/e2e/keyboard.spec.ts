import { expect, test } from '@playwright/test';
import { signIn } from './support';

// Runs in the desktop project only: phones have no keyboard.
test.beforeEach(async ({ page }) => signIn(page));

test('works by keyboard alone', async ({ page }) => {
  await page.goto('/conversas?view=all');
  await expect(page.getByRole('list', { name: 'Conversas' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('log', { name: 'Mensagens' })).toBeVisible();
  // The keys of a conversation are there with it; its messages may come sooner.
  await expect(page.getByLabel('Resposta ao cliente').first()).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Nota interna' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Atalhos de teclado' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Comandos' })).toBeFocused();
  await page.keyboard.type('canais');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Canais', level: 1 })).toBeVisible();
});
