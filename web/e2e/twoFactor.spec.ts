import { expect, test } from '@playwright/test';
import { EMAIL, expectAccessible, oneTimeCode, PASSWORD, signIn, smallTargets } from './support';

test('turns two-step verification on, signs in with a code and with a recovery code, and turns it off', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page);
  await page.goto('/configuracoes/seguranca');
  await page.getByRole('button', { name: 'Ativar verificação' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Sua senha').fill('errada-de-proposito');
  await dialog.getByRole('button', { name: 'Começar' }).click();
  await expect(dialog.getByText('A senha não confere.')).toBeVisible();
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Começar' }).click();
  const square = dialog.getByRole('img', { name: 'Código QR para o aplicativo' });
  await expect.poll(() => square.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  const secret = ((await dialog.locator('code').textContent()) ?? '').replace(/\s/g, '');
  await dialog.getByLabel('Código que o aplicativo mostra').fill(oneTimeCode(secret, -1));
  await dialog.getByRole('button', { name: 'Ativar' }).click();
  const codes = dialog.getByRole('list', { name: 'Códigos de recuperação' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const recovery = (await codes.first().textContent()) ?? '';
  await expect(dialog.getByRole('button', { name: 'Pronto' })).toBeDisabled();
  await dialog.getByText('Guardei os códigos em um lugar seguro').click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Pronto' }).click();
  await expect(page.getByText('10 códigos de recuperação')).toBeVisible();

  for (const way of ['app', 'recovery']) {
    await page.context().clearCookies();
    await page.evaluate(() => localStorage.clear());
    await page.goto('/entrar');
    await page.getByLabel('E-mail').fill(EMAIL);
    await page.getByLabel('Senha', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Entrar', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Confirme que é você' })).toBeVisible();
    if (way === 'app') {
      await expectAccessible(page);
      await page.getByLabel('Código de 6 números').fill(oneTimeCode(secret));
    } else {
      await page.getByRole('button', { name: 'Estou sem o aplicativo' }).click();
      await page.getByLabel('Código de recuperação').fill('aaaa-bbbb-cccc-dddd');
      await page.getByRole('button', { name: 'Continuar' }).click();
      await expect(page.getByText('Código incorreto ou já usado. Tente outro.')).toBeVisible();
      await page.getByLabel('Código de recuperação').fill(recovery);
      await page.getByRole('button', { name: 'Continuar' }).click();
    }
    await expect(page.getByRole('heading', { name: 'Caixa de Entrada' })).toBeVisible();
  }

  await page.goto('/configuracoes/seguranca');
  await expect(page.getByText('9 códigos de recuperação')).toBeVisible();
  await page.getByRole('button', { name: 'Desativar' }).click();
  await page.getByRole('dialog').getByLabel('Sua senha').fill(PASSWORD);
  await page.getByRole('dialog').getByRole('button', { name: 'Desativar' }).click();
  await expect(page.getByText('Desativada', { exact: true })).toBeVisible();
});

test('asks everybody to set it up first, where the company requires it', async ({ page }) => {
  await signIn(page);
  await page.goto('/configuracoes/empresa');
  await page.getByRole('switch', { name: /^Exigir verificação/ }).click();
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('heading', { name: 'Proteja sua conta' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/conversas');
  await expect(page).toHaveURL(/\/proteger-conta/);
  await page.getByLabel('Sua senha').fill(PASSWORD);
  await page.getByRole('button', { name: 'Começar' }).click();
  const secret = ((await page.locator('code').textContent()) ?? '').replace(/\s/g, '');
  await page.getByLabel('Código que o aplicativo mostra').fill(oneTimeCode(secret));
  await page.getByRole('button', { name: 'Ativar' }).click();
  await page.getByText('Guardei os códigos em um lugar seguro').click();
  await page.getByRole('button', { name: 'Pronto' }).click();
  await expect(page.getByRole('heading', { name: 'Caixa de Entrada' })).toBeVisible();

  // As it was before, for the other tests.
  await page.goto('/configuracoes/empresa');
  await page.getByRole('switch', { name: /^Exigir verificação/ }).click();
  await page.getByRole('button', { name: 'Salvar' }).click();
  await page.getByRole('dialog').getByLabel('Sua senha').fill(PASSWORD);
  await page.getByRole('dialog').getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Salvo.').first()).toBeVisible();
  await page.goto('/configuracoes/seguranca');
  await page.getByRole('button', { name: 'Desativar' }).click();
  await page.getByRole('dialog').getByLabel('Sua senha').fill(PASSWORD);
  await page.getByRole('dialog').getByRole('button', { name: 'Desativar' }).click();
  await expect(page.getByText('Desativada', { exact: true })).toBeVisible();
});
