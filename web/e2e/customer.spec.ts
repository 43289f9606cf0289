import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { signIn } from './support';

// The customer's phone and the agent's desk, two browsers side by side on the running product.

async function openPhone(context: BrowserContext, name: string): Promise<Page> {
  const phone = await context.newPage();
  await phone.goto('/demonstracao');
  await phone.getByRole('button', { name: 'Novo cliente' }).click();
  await phone.getByLabel('Nome').fill(name);
  await phone.getByRole('button', { name: 'Criar cliente' }).click();
  await expect(phone.getByRole('region', { name })).toBeVisible();
  return phone;
}

async function write(phone: Page, words: string): Promise<void> {
  await phone.getByRole('textbox', { name: 'Mensagem' }).fill(words);
  await phone.getByRole('button', { name: 'Enviar', exact: true }).click();
}

test('a customer writes, the agent sees it come in, answers, and both see their ticks turn blue', async ({
  page,
  browser,
}) => {
  await signIn(page);
  const name = `Cliente ${Date.now()}`;
  const context = await browser.newContext({ locale: 'pt-BR' });
  const phone = await openPhone(context, name);
  await write(phone, 'Oi, preciso de ajuda');

  const row = page.getByRole('list', { name: 'Conversas' }).getByRole('link').filter({ hasText: name });
  await expect(row).toBeVisible();
  await row.click();
  const thread = page.getByRole('log');
  await expect(thread.getByText('Oi, preciso de ajuda')).toBeVisible();
  await expect(thread.getByText('Olá! Como posso ajudá-lo(a) hoje?')).toBeVisible();
  await expect(
    phone.getByRole('listitem').filter({ hasText: 'Oi, preciso de ajuda' }).getByLabel('Lida'),
  ).toBeVisible();

  await page.getByRole('textbox', { name: 'Resposta ao cliente' }).fill('Claro, vou ver agora!');
  await page.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(phone.getByText('Claro, vou ver agora!').last()).toBeVisible();
  await expect(thread.getByText('Claro, vou ver agora!')).toBeVisible();
  await expect(page.getByRole('log').getByLabel('Lida').last()).toBeVisible();
  await context.close();
});

test('a picture of the customer is shown to the agent', async ({ page, browser }) => {
  await signIn(page);
  const name = `Foto ${Date.now()}`;
  const context = await browser.newContext({ locale: 'pt-BR' });
  const phone = await openPhone(context, name);
  await phone.getByRole('button', { name: 'Anexar' }).click();
  await phone.getByRole('button', { name: 'Foto de exemplo' }).click();

  await page.getByRole('list', { name: 'Conversas' }).getByRole('link').filter({ hasText: name }).click();
  const picture = page.getByRole('log').locator('img').first();
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await context.close();
});
