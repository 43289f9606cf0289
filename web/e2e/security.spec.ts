import { expect, test } from '@playwright/test';
import { expectAccessible, PASSWORD, signIn, smallTargets } from './support';

test('ends another session of mine, which is signed out', async ({ page, browser }) => {
  await signIn(page);
  const other = await browser.newContext({ userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' });
  const elsewhere = await other.newPage();
  await signIn(elsewhere);

  await page.goto('/configuracoes/seguranca');
  await page.getByRole('button', { name: 'Encerrar Firefox no Windows' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Encerrar sessão?' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Encerrar', exact: true }).click();
  await expect(page.getByText('Sessão encerrada.')).toBeVisible();
  await elsewhere.goto('/configuracoes/seguranca');
  await expect(elsewhere).toHaveURL(/\/entrar/);
  await other.close();
});

test('says in place what is wrong with a new password', async ({ page }) => {
  await signIn(page);
  await page.goto('/configuracoes/seguranca');
  await page.getByRole('button', { name: 'Trocar senha' }).click();
  await expect(page.getByText('Escreva a nova senha.')).toBeVisible();
  await page.getByLabel('Senha atual').fill('errada-de-proposito');
  await page.getByLabel('Nova senha').fill('cavalo azul na ponte');
  await expect(page.getByRole('img', { name: 'Cumprido' })).toHaveCount(3);
  await page.getByRole('button', { name: 'Trocar senha' }).click();
  await expect(page.getByText('A senha não confere. Tente de novo.')).toBeVisible();
});

test('searches the audit log and exports it', async ({ page }) => {
  await signIn(page);
  await page.goto('/configuracoes/auditoria');
  await expect(page.getByText('Íntegra')).toBeVisible();
  await page.getByLabel('Ação').selectOption({ label: 'Entrou' });
  await expect(page).toHaveURL(/action=session.opened/);
  const newest = page.getByRole('region', { name: 'Registros' }).locator('summary').first();
  await expect(newest).toContainText('Entrou');
  await newest.click();
  await expect(page.getByText('Endereço IP').first()).toBeVisible();
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  await page.getByRole('button', { name: 'Exportar CSV' }).click();
  const dialog = page.getByRole('dialog', { name: 'Exportar a auditoria?' });
  await dialog.getByLabel('Sua senha').fill('errada-de-proposito');
  await dialog.getByRole('button', { name: 'Exportar CSV' }).click();
  await expect(dialog.getByText('A senha não confere. Tente de novo.')).toBeVisible();
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Exportar CSV' }).click();
  expect((await download).suggestedFilename()).toBe('auditoria.csv');
  await expect(dialog).toBeHidden();
  await page.getByLabel('De', { exact: true }).fill('2001-01-01');
  await page.getByLabel('Até', { exact: true }).fill('2001-01-02');
  await expect(page.getByText('Nada com esta busca')).toBeVisible();
  await page.getByRole('button', { name: 'Limpar filtros' }).click();
  await expect(newest).toContainText('Exportou a auditoria');
});
