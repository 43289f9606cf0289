import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectAccessible, newestLink, sidewaysScroll, smallTargets } from './support';

const PHRASE = 'cavalo azul na ponte';

/** Opens a company as a stranger does, up to its first sign-in. @returns the page of its first admin */
async function openCompany(browser: Browser, company: string, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto('/entrar');
  await page.getByRole('link', { name: 'Criar uma conta para a minha empresa' }).click();
  await page.getByRole('button', { name: 'Abrir empresa' }).click();
  await expect(page.getByText('Escreva o nome da empresa.')).toBeVisible();
  await page.getByLabel('Nome da empresa').fill(company);
  await page.getByLabel('Seu nome').fill('Dora Lima');
  await page.getByLabel('Seu e-mail de trabalho').fill(email);
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  await page.getByRole('button', { name: 'Abrir empresa' }).click();
  await expect(page.getByRole('heading', { name: 'Veja o seu e-mail' })).toBeVisible();
  await expectAccessible(page);
  await page.goto(await newestLink(page, email, '/redefinir-senha?primeira=1#'));
  await page.getByLabel('Sua senha').fill(PHRASE);
  await page.getByRole('button', { name: 'Criar senha' }).click();
  await page.getByRole('link', { name: 'Entrar' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Senha', { exact: true }).fill(PHRASE);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Boas-vindas, Dora!' })).toBeVisible();
  return page;
}

test('opens a company, and its three first steps are what really happens', async ({ browser, page: customer }, {
  project,
}) => {
  test.setTimeout(240_000);
  const company = `Padaria ${project.name} ${Date.now()}`;
  const page = await openCompany(browser, company, `dora.${project.name}.${Date.now()}@exemplo.com.br`);
  await expect(page.getByText('0 de 3 passos feitos')).toBeVisible();
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);

  await page.getByRole('button', { name: 'Usar um número do simulador' }).click();
  await expect(page.getByText('1 de 3 passos feitos')).toBeVisible({ timeout: 30_000 });

  await page.getByRole('button', { name: 'Convidar alguém' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail da pessoa').fill(`beto.${Date.now()}@exemplo.com.br`);
  await dialog.getByRole('button', { name: 'Enviar convite' }).click();
  await expect(page.getByText('2 de 3 passos feitos')).toBeVisible();

  // Leaving and coming back: the steps are looked up, so nothing is lost.
  await page.getByRole('link', { name: 'Continuar depois' }).click();
  await page.getByRole('link', { name: 'Começar' }).click();
  await expect(page.getByText('2 de 3 passos feitos')).toBeVisible();

  const address = await page.getByRole('link', { name: 'Escrever como cliente' }).getAttribute('href');
  const number = new URL(address ?? '', 'http://localhost').searchParams.get('numero') ?? '';
  const waId = `5511${String(Date.now()).slice(-9)}`;
  await customer.request.post('/demo/api/customers', { data: { wa_id: waId, name: 'Caio Cliente' } });
  const written = await customer.request.post(`/demo/api/numbers/${number}/chats/${waId}/messages`, {
    data: { type: 'text', text: 'quero falar com atendente' },
  });
  expect(written.status()).toBe(201);
  await expect(page.getByText('A mensagem chegou. Agora responda.')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Abrir a Caixa de Entrada' }).click();
  await page.getByRole('link', { name: /Caio Cliente/ }).click();
  await page.getByRole('textbox', { name: 'Resposta ao cliente' }).fill('Bom dia, Caio!');
  await page.getByRole('button', { name: 'Enviar', exact: true }).click();
  await page.goto('/comecar');
  await expect(page.getByText('Tudo pronto! Bom trabalho.')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Ver a lista completa' }).click();
  // Hours are no first step; the list asks for them, and says where they are made.
  await page.getByRole('link', { name: 'Criar horário' }).click();
  await page.getByRole('button', { name: '24 horas, todos os dias' }).click();
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Salvo.')).toBeVisible();
  await page.goto('/configuracoes/pronto');
  await expect(page.getByText('Tudo pronto: pode atender.')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Ainda não disponível').first()).toBeVisible();
  await page.getByRole('button', { name: 'Rodar o teste' }).click();
  await expect(page.getByText(/^Tudo certo às/)).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await page.goto('/comecar');
  await page.getByRole('button', { name: 'Concluir e atender' }).click();
  await expect(page.getByRole('heading', { name: 'Caixa de Entrada' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Começar' })).toHaveCount(0);
  await page.context().close();
});
