import { expect, test } from '@playwright/test';
import { expectAccessible, PASSWORD, signIn, smallTargets } from './support';

test('makes a role and a team, changes them, and deletes them', async ({ page }, { project }) => {
  const name = `Leitura ${project.name} ${Date.now()}`;
  await signIn(page);
  await page.goto('/configuracoes/funcoes');
  await page.getByRole('button', { name: 'Nova função' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(dialog.getByText('Escreva um nome.')).toBeVisible();
  await expect(dialog.getByText('Escreva a sua senha.')).toBeVisible();
  await dialog.getByLabel('Nome da função').fill(name);
  await dialog.getByLabel('Quais conversas vê').selectOption({ label: 'Só as próprias' });
  await expect(dialog.getByLabel('Ler e exportar a auditoria')).toBeDisabled();
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  await dialog.getByLabel('Sua senha').fill('outra');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(dialog.getByText('A senha não confere. Tente de novo.')).toBeVisible();
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText(name)).toBeVisible();
  await page.getByRole('button', { name: `Editar ${name}` }).click();
  await expect(dialog.getByLabel('Quais conversas vê')).toHaveValue('own');
  await dialog.getByLabel('Todos os canais').uncheck();
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: `Remover ${name}` }).click();
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Excluir' }).click();
  await expect(page.getByText(name)).toHaveCount(0);

  await page.goto('/configuracoes/equipes');
  await page.getByRole('button', { name: 'Nova equipe' }).click();
  await dialog.getByLabel('Nome da equipe').fill(name);
  await dialog.getByRole('checkbox').first().check();
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText(name)).toBeVisible();
  await page.getByRole('button', { name: `Remover ${name}` }).click();
  await dialog.getByRole('button', { name: 'Excluir' }).click();
  await expect(page.getByText(name)).toHaveCount(0);
});

test('names the section one is in where it can be seen', async ({ page }, { project }) => {
  await signIn(page);
  await page.goto('/configuracoes/auditoria');
  const sections = page.getByRole('navigation', { name: 'Seções das configurações' });
  const here =
    project.name === 'phone'
      ? page.getByRole('button', { name: 'Seções das configurações: Auditoria' })
      : sections.getByRole('link', { name: 'Auditoria' }).and(page.locator('[aria-current=page]'));
  await expect(here).toBeInViewport();
});

test('shows a new token once, and it works until it is revoked', async ({ page, playwright, baseURL }, { project }) => {
  const name = `ERP ${project.name} ${Date.now()}`;
  await signIn(page);
  await page.goto('/configuracoes/tokens');
  await page.getByRole('button', { name: 'Novo token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nome').fill(name);
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Criar token' }).click();
  await expect(dialog.getByText('Escolha ao menos uma permissão.')).toBeVisible();
  await dialog.getByLabel('Ver dados dos clientes').check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Criar token' }).click();
  const token = (await dialog.locator('code').textContent()) ?? '';
  expect(token).toMatch(/^central_/);
  const program = await playwright.request.newContext({
    ...(baseURL ? { baseURL } : {}),
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  expect((await program.get('/api/v1/contacts')).status()).toBe(200);
  expect((await program.get('/api/v1/audit')).status()).toBe(403);
  await dialog.getByRole('button', { name: 'Fechar' }).last().click();
  await page.getByRole('button', { name: `Revogar ${name}` }).click();
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Revogar' }).click();
  await expect(page.getByText('Token revogado.')).toBeVisible();
  expect((await program.get('/api/v1/contacts')).status()).toBe(401);
  await program.dispose();
});

test('changes the company and keeps what was typed when the server refuses', async ({ page }) => {
  await signIn(page);
  await page.goto('/configuracoes/empresa');
  const name = page.getByLabel('Nome da empresa');
  await expect(name).not.toHaveValue('');
  const before = await name.inputValue();
  await name.fill('');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Escreva um nome.')).toBeVisible();
  await name.fill(`${before} 2`);
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Salvo.').first()).toBeVisible();
  await page.reload();
  await expect(name).toHaveValue(`${before} 2`);
  await name.fill(before);
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Salvo.').first()).toBeVisible();
});
