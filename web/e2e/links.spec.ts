import { expect, test } from '@playwright/test';
import { expectAccessible, newestLink, PASSWORD, signIn, smallTargets } from './support';

test('invites somebody, who comes in, forgets the password, makes another, and is removed', async ({ page, browser }, {
  project,
}) => {
  test.setTimeout(150_000);
  const email = `bruna.${project.name}.${Date.now()}@exemplo.com.br`;
  await signIn(page);
  await page.goto('/configuracoes/pessoas');
  await page.getByRole('button', { name: 'Convidar' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail da pessoa').fill('sem arroba');
  await dialog.getByRole('button', { name: 'Enviar convite' }).click();
  await expect(dialog.getByText('Confira o e-mail')).toBeVisible();
  await dialog.getByLabel('E-mail da pessoa').fill(email);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Enviar convite' }).click();
  await expect(page.getByRole('region', { name: 'Convites em aberto' }).getByText(email)).toBeVisible();

  const guests = await browser.newContext();
  const guest = await guests.newPage();
  await guest.goto(await newestLink(guest, email, '/convite#'));
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('convidou você');
  await guest.getByLabel('Nova senha').fill('curta');
  await guest.getByRole('button', { name: 'Aceitar convite' }).click();
  await expect(guest.getByText('Escreva o seu nome.')).toBeVisible();
  await expectAccessible(guest);
  expect(await smallTargets(guest)).toEqual([]);
  await guest.getByLabel('Seu nome').fill('Bruna Teste');
  await guest.getByLabel('Nova senha').fill('cavalo azul na ponte');
  await guest.getByRole('button', { name: 'Aceitar convite' }).click();
  await expect(guest.getByRole('heading', { name: 'Caixa de Entrada' })).toBeVisible();
  await guest.goto('/configuracoes');
  await expect(guest.getByRole('link', { name: 'Auditoria' })).toHaveCount(0);
  await guest.context().clearCookies();
  await guest.evaluate(() => localStorage.clear());

  await guest.goto('/entrar');
  await guest.getByRole('link', { name: 'Esqueci minha senha' }).click();
  await expect(guest.getByRole('heading', { name: 'Esqueceu a senha?' })).toBeVisible(); // both pages ask for an e-mail
  await guest.getByLabel('E-mail').fill(email);
  await expectAccessible(guest);
  await guest.getByRole('button', { name: 'Enviar link' }).click();
  await expect(guest.getByRole('heading', { name: 'Veja o seu e-mail' })).toBeVisible();
  const link = await newestLink(guest, email, '/redefinir-senha#');
  await guest.goto(link);
  await guest.getByLabel('Nova senha').fill('girafa verde na praia');
  await expectAccessible(guest);
  await guest.getByRole('button', { name: 'Salvar nova senha' }).click();
  await expect(guest.getByRole('heading', { name: 'Senha trocada' })).toBeVisible();
  await guest.goto('/entrar');
  await guest.goto(link);
  await guest.getByLabel('Nova senha').fill('girafa verde na praia');
  await guest.getByRole('button', { name: 'Salvar nova senha' }).click();
  await expect(guest.getByRole('heading', { name: 'Este link não vale mais' })).toBeVisible();
  await guest.goto('/entrar');
  await guest.getByLabel('E-mail').fill(email);
  await guest.getByLabel('Senha', { exact: true }).fill('girafa verde na praia');
  await guest.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(guest.getByRole('heading', { name: 'Caixa de Entrada' })).toBeVisible();

  await page.reload();
  const row = page.getByRole('listitem').filter({ hasText: email });
  await expectAccessible(page);
  await row.getByRole('button', { name: 'Ações para Bruna Teste' }).click();
  await page.getByRole('menuitem', { name: 'Função e limite' }).click();
  await expect(dialog.getByLabel('Sua senha')).toHaveCount(0);
  await dialog.getByLabel('Função').selectOption({ label: 'Supervisão' });
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(dialog.getByText('Escreva a sua senha.')).toBeVisible();
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(row.getByText('Supervisão')).toBeVisible();
  await row.getByRole('button', { name: 'Ações para Bruna Teste' }).click();
  await page.getByRole('menuitem', { name: 'Remover da empresa' }).click();
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Remover da empresa' }).click();
  await expect(page.getByText('Bruna Teste não trabalha mais aqui.')).toBeVisible();
  await expect(row).toHaveCount(0);
  await guest.reload();
  await expect(guest).toHaveURL(/\/entrar/);
  await guests.close();
});

test('never lets the last admin go', async ({ page }) => {
  await signIn(page);
  await page.goto('/configuracoes/pessoas');
  const me = page.getByRole('listitem').filter({ hasText: '(você)' });
  await me.getByRole('button', { name: /^Ações para/ }).click();
  await page.getByRole('menuitem', { name: 'Tirar o acesso' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Tirar o acesso' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
});
