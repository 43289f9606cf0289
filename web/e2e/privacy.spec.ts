import { expect, test } from '@playwright/test';
import { expectAccessible, openFirstConversation, PASSWORD, signIn, smallTargets } from './support';

test('records a consent and packs a copy of everything about a customer', async ({ page }, { project }) => {
  test.setTimeout(120_000);
  await signIn(page);
  const name = await openFirstConversation(page);
  if (project.name === 'phone') await page.getByRole('button', { name: /^Ver informações de/ }).click();
  await page.getByRole('button', { name: 'Privacidade (LGPD)' }).click();
  const dialog = page.getByRole('dialog', { name: /^Privacidade:/ });
  await dialog.getByRole('button', { name: 'Registrar' }).click();
  await expect(dialog.getByText('Escreva onde o cliente disse isso.')).toBeVisible();
  await dialog.getByLabel('Onde o cliente disse isso').fill('telefone');
  await dialog.getByLabel('Para quê').selectOption({ label: 'Marketing' });
  await dialog.getByLabel('Resposta do cliente').selectOption({ label: 'Não autorizou' });
  await dialog.getByRole('button', { name: 'Registrar' }).click();
  await expect(dialog.getByRole('list', { name: 'Histórico de consentimentos' })).toContainText('telefone');
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Exportar dados' }).click();
  const ask = page.getByRole('dialog', { name: /^Exportar tudo sobre/ });
  await ask.getByLabel('Sua senha').fill('errada-de-proposito');
  await ask.getByRole('button', { name: 'Exportar dados' }).click();
  await expect(ask.getByText('A senha não confere.')).toBeVisible();
  await ask.getByLabel('Sua senha').fill(PASSWORD);
  await ask.getByRole('button', { name: 'Exportar dados' }).click();
  await expect(page.getByText('Cópia pedida.')).toBeVisible();

  await page.goto('/configuracoes/privacidade');
  const exports = page.getByRole('region', { name: 'Cópias de dados' });
  await expect(exports.getByText('Concluído').first()).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await exports
    .getByRole('button', { name: `Baixar a cópia de ${name}` })
    .first()
    .click();
  const opening = page.getByRole('dialog', { name: /^Baixar a cópia de/ });
  await opening.getByLabel('Sua senha').fill(PASSWORD);
  await expectAccessible(page);
  await opening.getByRole('button', { name: 'Baixar' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
});
