import { expect, test } from '@playwright/test';
import { conversationRows, expectAccessible, letCustomerWrite, sidewaysScroll, signIn, smallTargets } from './support';

test('a case goes on with the same customer on the other number', async ({ page, isMobile }, { project }) => {
  const name = `Canal ${project.name} ${Date.now()}`;
  await signIn(page);
  await letCustomerWrite(page, name, 'É sobre o meu boleto');
  await page.goto('/conversas?view=all');
  await conversationRows(page).filter({ hasText: name }).click();
  await expect(page.getByRole('log').getByText('É sobre o meu boleto')).toBeVisible();

  if (isMobile) {
    await page.getByRole('button', { name: 'Mais ações' }).click();
    await page.getByRole('menuitem', { name: 'Transferir Ticket' }).click();
  } else {
    await page.getByRole('button', { name: 'Transferir', exact: true }).click();
  }
  const dialog = page.getByRole('dialog', { name: 'Transferir Ticket' });
  await dialog.getByText('Canal', { exact: true }).click();
  await dialog.getByRole('combobox', { name: 'Canal' }).selectOption({ label: 'WhatsApp Financeiro' });
  await dialog.getByLabel('Nota para quem recebe').fill('Já pediu a segunda via');
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  const shots = process.env['CENTRAL_SHOTS'];
  if (shots) await page.screenshot({ path: `${shots}/${project.name}-transfer.png` });
  await dialog.getByRole('button', { name: 'Transferir', exact: true }).click();

  // The thread there: who asked for it has it, its history says where it came from, and nothing went to the customer.
  await expect(dialog).toBeHidden();
  const thread = page.getByRole('log', { name: 'Mensagens' });
  await expect(thread.getByText('WhatsApp Loja Sol').first()).toBeVisible();
  await expect(thread.getByText('Já pediu a segunda via')).toBeVisible();
  await expect(thread.getByText('É sobre o meu boleto')).toBeHidden();
  await expectAccessible(page);
  if (shots) await page.screenshot({ path: `${shots}/${project.name}-there.png` });
});

test('a customer chooses which number to write to', async ({ page, browser }, { project }) => {
  const name = `Escolhe ${project.name} ${Date.now()}`;
  await signIn(page);
  const context = await browser.newContext({ locale: 'pt-BR', viewport: page.viewportSize() });
  const phone = await context.newPage();
  await phone.goto('/demonstracao');
  await phone.getByLabel('Escrever para').selectOption({ label: 'Loja Sol Financeiro · 8923' });
  await expect(phone).toHaveURL(/numero=100200300400600/);
  await expectAccessible(phone);
  expect(await sidewaysScroll(phone)).toBe(0);
  const shots = process.env['CENTRAL_SHOTS'];
  if (shots) await phone.screenshot({ path: `${shots}/${project.name}-phone.png` });
  await phone.getByRole('button', { name: 'Novo cliente' }).click();
  await phone.getByLabel('Nome').fill(name);
  await phone.getByRole('button', { name: 'Criar cliente' }).click();
  await expect(phone.getByRole('heading', { name: 'Loja Sol Financeiro' })).toBeVisible();
  await phone.getByRole('textbox', { name: 'Mensagem' }).fill('É sobre o meu boleto');
  await phone.getByRole('button', { name: 'Enviar', exact: true }).click();

  const found = async (): Promise<string | undefined> => {
    const answer = await page.request.get(`/api/v1/conversations?q=${encodeURIComponent(name)}`);
    const { items } = (await answer.json()) as { items: { channel: { name: string } }[] };
    return items[0]?.channel.name;
  };
  await expect.poll(found).toBe('WhatsApp Financeiro');
  await context.close();
});
