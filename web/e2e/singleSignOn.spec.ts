import { expect, test, type Page } from '@playwright/test';
import { EMAIL, expectAccessible, PASSWORD, sidewaysScroll, signIn, smallTargets } from './support';

const BIA = 'bia@plataforma.com';

/** Signs in as Bia at the demonstration's provider, from the company's own page. */
async function signInByProvider(page: Page): Promise<void> {
  await page.goto('/entrar?empresa=lojasoldemo');
  await page.getByRole('button', { name: 'Entrar com Conta Plataforma' }).click();
  await page.getByRole('button', { name: BIA }).click();
  await expect(page.getByRole('heading', { name: 'Caixa de Entrada' })).toBeVisible();
}

/** Looks over a page: no violation, no small target, nothing sideways. */
async function look(page: Page): Promise<void> {
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
}

test('comes in by a provider, is parted from it by an admin and by herself, and changes company by password only', async ({
  page,
  browser,
}, { project }) => {
  test.setTimeout(120_000);
  const second = `Filial ${project.name} ${Date.now()}`;
  const opened = await page.request.post('/api/v1/session', { data: { email: EMAIL, password: PASSWORD } });
  const { token } = (await opened.json()) as { token: string };
  const company = { name: second, person: 'Bia Rocha', email: BIA };
  const made = await page.request.post('/api/v1/operator/companies', {
    data: company,
    headers: { authorization: `Bearer ${token}` },
  });
  expect(made.status()).toBe(201);

  await page.context().clearCookies();
  await page.goto('/entrar?empresa=lojasoldemo');
  await expect(page.getByRole('button', { name: 'Entrar com Conta Plataforma' })).toBeVisible();
  await look(page);
  await page.getByRole('button', { name: 'Entrar com Conta Plataforma' }).click();
  await expect(page.getByRole('heading', { name: 'Escolha uma conta' })).toBeVisible();
  await look(page);
  await page.getByRole('button', { name: 'Cancelar' }).click();
  await expect(page.getByRole('alert')).toContainText('A entrada foi cancelada');
  await page.getByRole('link', { name: 'Tentar de novo' }).click();
  await signInByProvider(page);

  const desk = await (await browser.newContext()).newPage();
  await signIn(desk);
  await desk.goto('/configuracoes/pessoas');
  await desk.getByRole('button', { name: 'Ações para Bia Rocha' }).click();
  await desk.getByRole('menuitem', { name: 'Contas ligadas' }).click();
  const dialog = desk.getByRole('dialog');
  await expect(dialog.getByText('Conta Plataforma')).toBeVisible();
  await look(desk);
  await dialog.getByRole('button', { name: 'Desligar Conta Plataforma' }).click();
  await dialog.getByLabel('Sua senha').fill(PASSWORD);
  await expectAccessible(desk);
  await dialog.getByRole('button', { name: 'Desligar' }).click();
  await expect(dialog.getByText('Nenhuma: a pessoa entra com e-mail e senha.')).toBeVisible();
  await desk.context().close();
  await page.reload();
  await expect(page).toHaveURL(/\/entrar/);

  await signInByProvider(page);
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.getByRole('dialog').getByRole('option', { name: second }).click();
  await expect(page.getByText('Você entrou com a conta desta empresa.')).toBeVisible();
  await page.goto('/configuracoes/seguranca');
  await page.getByRole('button', { name: 'Desligar Conta Plataforma' }).click();
  await page.getByRole('dialog').getByLabel('Sua senha').fill(PASSWORD);
  await page.getByRole('dialog').getByRole('button', { name: 'Desligar' }).click();
  await expect(page.getByText('Conta desligada').first()).toBeVisible();
  await expect(page.getByText('Nenhuma. Quando você entrar')).toBeVisible();

  await page.context().clearCookies();
  await page.goto('/entrar?empresa=lojasoldemo');
  await page.getByLabel('E-mail').fill(BIA);
  await page.getByLabel('Senha', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Caixa de Entrada' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.getByRole('dialog').getByRole('option', { name: second }).click();
  await expect(page.getByRole('heading', { name: 'Boas-vindas, Bia!' })).toBeVisible();
});
