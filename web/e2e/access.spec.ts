import { expect, test } from '@playwright/test';
import {
  conversationRows,
  expectAccessible,
  openFirstConversation,
  sidewaysScroll,
  signIn,
  smallTargets,
} from './support';

const SETTINGS = [
  '/configuracoes',
  '/configuracoes/seguranca',
  '/configuracoes/canais',
  '/configuracoes/filas',
  '/configuracoes/privacidade',
  '/configuracoes/auditoria',
];

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`accessibility, ${scheme}`, () => {
    test.use({ colorScheme: scheme });

    test('sign-in', async ({ page }) => {
      await page.goto('/entrar');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
      expect(await smallTargets(page)).toEqual([]);
    });

    test('list and conversation', async ({ page }) => {
      await signIn(page);
      await page.goto('/conversas?view=all');
      await expect(conversationRows(page).first()).toBeVisible();
      await expectAccessible(page);
      expect(await smallTargets(page)).toEqual([]);
      await openFirstConversation(page);
      await expectAccessible(page);
      expect(await smallTargets(page)).toEqual([]);
    });

    test('dialogs', async ({ page }) => {
      await signIn(page);
      await page.getByRole('button', { name: 'Nova conversa' }).first().click();
      await expect(page.getByRole('dialog', { name: 'Nova conversa' })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Filtros/ }).click();
      await expect(page.getByRole('dialog', { name: 'Filtros' })).toBeVisible();
      await expectAccessible(page);
    });

    test('settings', async ({ page }) => {
      await signIn(page);
      for (const path of SETTINGS) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.getByRole('status', { name: 'Carregando…' })).toHaveCount(0);
        await expectAccessible(page);
        expect(await smallTargets(page)).toEqual([]);
      }
    });
  });
}

test('nothing scrolls sideways at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/entrar');
  expect(await sidewaysScroll(page)).toBe(0);
  await signIn(page);
  await page.goto('/conversas?view=all');
  await expect(conversationRows(page).first()).toBeVisible();
  expect(await sidewaysScroll(page)).toBe(0);
  await openFirstConversation(page);
  expect(await sidewaysScroll(page)).toBe(0);
  for (const path of SETTINGS) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('status', { name: 'Carregando…' })).toHaveCount(0);
    expect(await sidewaysScroll(page)).toBe(0);
  }
});
