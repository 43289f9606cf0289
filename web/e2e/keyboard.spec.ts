import { expect, test } from '@playwright/test';
import { signIn } from './support';

// Runs in the desktop project only: phones have no keyboard.
test.beforeEach(async ({ page }) => signIn(page));

test('works by keyboard alone', async ({ page }) => {
  await page.goto('/conversas?view=all');
  await expect(page.getByRole('list', { name: 'Conversas' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('log', { name: 'Mensagens' })).toBeVisible();
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

test('does what a key asks that is pressed before the conversation is there', async ({ page }) => {
  let release = () => undefined as void;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/ThreadPage-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/conversas?view=all');
  await expect(page.getByRole('list', { name: 'Conversas' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/conversas\/./);
  await page.keyboard.press('n');
  // What is typed after it is the note's beginning: no letter of it is a key.
  await page.keyboard.press('a');
  await expect(page.getByRole('log', { name: 'Mensagens' })).toHaveCount(0);
  release();
  await expect(page.getByRole('textbox', { name: 'Nota interna' })).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
