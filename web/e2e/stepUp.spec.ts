import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, oneTimeCode, sidewaysScroll, smallTargets } from './support';

const CARLOS = 'carlos@plataforma.com';

async function look(page: Page): Promise<void> {
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
}

test('confirms with the provider in a window of its own instead of a password', async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto('/entrar?empresa=lojasoldemo');
  await page.getByRole('button', { name: 'Entrar com Conta Plataforma' }).click();
  await page.getByRole('button', { name: CARLOS }).click();
  await expect(page.getByRole('heading', { name: 'Caixa de Entrada' })).toBeVisible();
  await page.goto('/configuracoes/seguranca');
  await page.getByRole('button', { name: 'Ativar verificação' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Sua senha')).toBeVisible();
  const confirm = dialog.getByRole('button', { name: 'Confirmar com Conta Plataforma' });
  await look(page);

  // Somebody else at the provider confirms nothing, and it is said in the window.
  let opening = page.waitForEvent('popup');
  await confirm.click();
  let window = await opening;
  await window.getByRole('button', { name: 'bia@plataforma.com' }).click();
  await expect(window.getByRole('alert')).toContainText('Você entrou no provedor com outra conta.');
  await look(window);
  await window.getByRole('link', { name: 'Tentar de novo' }).click();
  await window.getByRole('button', { name: 'Cancelar' }).click();
  await expect(window.getByRole('alert')).toContainText('A confirmação foi cancelada');
  await window.close();
  await expect(confirm).toBeVisible();

  opening = page.waitForEvent('popup');
  await confirm.click();
  window = await opening;
  const closed = window.waitForEvent('close');
  await window.getByRole('button', { name: CARLOS }).click();
  await closed;
  await expect(dialog.getByText('Confirmado com Conta Plataforma.')).toBeVisible();
  await look(page);
  await dialog.getByRole('button', { name: 'Começar' }).click();
  await expect(dialog.getByRole('img', { name: 'Código QR para o aplicativo' })).toBeVisible();
  const secret = ((await dialog.locator('code').textContent()) ?? '').replace(/\s/g, '');
  expect(oneTimeCode(secret)).toMatch(/^\d{6}$/);
});
