import { expect, test } from '@playwright/test';
import { conversationRows, letCustomerWrite, openFirstConversation, openWritableConversation, signIn } from './support';

test.beforeEach(async ({ page }) => signIn(page));

test('keeps the view and the search in the address', async ({ page }) => {
  await page.getByRole('radio', { name: /^Todas/ }).click();
  await expect(page).toHaveURL(/view=all/);
  await page.getByRole('searchbox', { name: 'Buscar conversas' }).fill('zzzz nada disso');
  await expect(page).toHaveURL(/q=zzzz/);
  await expect(page.getByText('Nada encontrado')).toBeVisible();
  await page.getByRole('button', { name: 'Limpar filtros' }).click();
  await expect(page.getByRole('list', { name: 'Conversas' })).toBeVisible();
});

test('opens a conversation, answers, and the message is stored', async ({ page }) => {
  await openWritableConversation(page);
  const box = page.getByRole('textbox', { name: 'Resposta ao cliente' });
  const words = `Resposta de teste ${Date.now()}`;
  await box.fill(words);
  await page.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(page.getByRole('log').getByText(words)).toBeVisible();
  await expect(box).toHaveValue('');
  await page.reload();
  await expect(page.getByRole('log').getByText(words)).toBeVisible();
});

test('shows the end of a conversation again when one comes back to it', async ({ page }) => {
  const name = `Cliente Comprido ${Date.now()}`;
  const { chat } = await letCustomerWrite(page, name, 'Oi!');
  // Few and long: many that are unread would open at the first of them.
  for (let n = 0; n < 4; n += 1) {
    const answer = await page.request.post(chat, { data: { type: 'text', text: `Linha ${n}. `.repeat(200) } });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
  const log = page.getByRole('log', { name: 'Mensagens' });
  const row = conversationRows(page).filter({ hasText: name });
  const below = () => log.evaluate((list) => Math.round(list.scrollHeight - list.scrollTop - list.clientHeight));
  const height = () => log.evaluate((list) => list.scrollHeight / list.clientHeight);
  await page.goto('/conversas?view=all');
  await row.click();
  await expect.poll(height).toBeGreaterThan(1.5);
  await expect.poll(below).toBeLessThan(80);
  await page.goBack();
  await conversationRows(page).filter({ hasNotText: name }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(name);
  await page.goBack();
  await row.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect.poll(height).toBeGreaterThan(1.5);
  await expect.poll(below).toBeLessThan(80);
});

test('shows until when an open conversation is to be answered, however little room there is', async ({ page }) => {
  const name = `Cliente de Nome Comprido ${Date.now()}`;
  await letCustomerWrite(page, name, 'Oi!');
  await page.goto('/conversas?view=all');
  await conversationRows(page).filter({ hasText: name }).click();
  const header = page.locator('header').filter({ has: page.getByRole('heading', { level: 1, name }) });
  await expect(header.getByText(/SLA vence/)).toBeInViewport({ ratio: 1 });
});

test('writes an internal note that is marked as one', async ({ page }) => {
  await openFirstConversation(page);
  await page.getByRole('radio', { name: 'Nota' }).click();
  const words = `Nota de teste ${Date.now()}`;
  await page.getByRole('textbox', { name: 'Nota interna' }).fill(words);
  await page.getByRole('button', { name: 'Salvar nota' }).click();
  const note = page.getByRole('log').getByText(words);
  await expect(note).toBeVisible();
  await page.reload();
  await expect(page.getByRole('log').getByText(words)).toBeVisible();
});

test('keeps a draft over a reload', async ({ page }) => {
  await openFirstConversation(page);
  await page.getByRole('radio', { name: 'Nota' }).click();
  const words = `Rascunho ${Date.now()}`;
  const box = page.getByRole('textbox', { name: 'Nota interna' });
  await box.fill(words);
  await expect
    .poll(() =>
      page.evaluate(async (text) => {
        for (const { name } of await indexedDB.databases()) {
          if (!name?.startsWith('central-')) continue;
          const found = await new Promise<boolean>((resolve) => {
            const open = indexedDB.open(name);
            open.onsuccess = () => {
              const all = open.result.transaction('drafts').objectStore('drafts').getAll();
              all.onsuccess = () => resolve((all.result as { text: string }[]).some((draft) => draft.text === text));
            };
          });
          if (found) return true;
        }
        return false;
      }, words),
    )
    .toBe(true);
  await page.reload();
  await page.getByRole('radio', { name: 'Nota' }).click();
  await expect(page.getByRole('textbox', { name: 'Nota interna' })).toHaveValue(words);
  await page.getByRole('textbox', { name: 'Nota interna' }).fill('');
});

test('sends after the connection is back', async ({ page, context }) => {
  await openFirstConversation(page);
  await page.getByRole('radio', { name: 'Nota' }).click();
  const words = `Nota sem conexão ${Date.now()}`;
  await page.getByRole('textbox', { name: 'Nota interna' }).fill(words);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Salvar nota' }).click();
  await expect(page.getByText('Sem conexão.').first()).toBeVisible();
  await expect(page.getByRole('log').getByText(words)).toBeVisible();
  await context.setOffline(false);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('log').getByText(words)).toHaveCount(1);
  }).toPass();
});

test('shows the customer', async ({ page, isMobile }) => {
  const name = await openFirstConversation(page);
  if (isMobile) await page.getByRole('button', { name: `Ver informações de ${name}` }).click();
  const panel = isMobile
    ? page.getByRole('dialog', { name: 'Informações do Cliente' })
    : page.getByRole('complementary', { name: 'Informações do Cliente' });
  await expect(panel.getByText('Protocolo')).toBeVisible();
});

test('says in full in a row when its answer is due and how urgent it is, beside who has it', async ({
  page,
  isMobile,
}) => {
  const name = `Cliente com Pressa ${Date.now()}`;
  await letCustomerWrite(page, name, 'É urgente');
  await page.goto('/conversas?view=all');
  const row = conversationRows(page).filter({ hasText: name });
  await row.click();
  await expect(page.getByRole('log', { name: 'Mensagens' })).toBeVisible();
  const id = new URL(page.url()).pathname.split('/').pop() ?? '';
  const { items } = (await (await page.request.get('/api/v1/users')).json()) as {
    items: { id: string; name: string }[];
  };
  const bia = items.find((user) => user.name === 'Bia Rocha');
  for (const [method, path, data] of [
    ['PATCH', '', { priority: 10 }],
    ['POST', '/assign', { user_id: bia?.id }],
  ] as const) {
    const headers = { origin: new URL(page.url()).origin };
    const answer = await page.request.fetch(`/api/v1/conversations/${id}${path}`, { method, data, headers });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
  for (const width of isMobile ? [390] : [1440, 1280, 1000]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto('/conversas?view=all');
    await expect(row.getByText(/^SLA \d+ min$/)).toBeVisible();
    await expect(row.getByText('Bia Rocha', { exact: true })).toBeVisible();
    // What is cut where there is too little room is her family name.
    const badges = row.getByText('Alta', { exact: true }).locator('xpath=../..');
    const cut = await badges.evaluate((all) =>
      [...all.querySelectorAll('span')]
        .filter((text) => getComputedStyle(text).textOverflow === 'ellipsis' && text.scrollWidth > text.clientWidth)
        .map((text) => text.textContent)
        .filter((text) => text !== 'Bia Rocha'),
    );
    expect(cut, `${width} wide`).toEqual([]);
  }
});

test('shows who has a conversation on a phone, however much else its row says', async ({ page, isMobile }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const name = `Cliente Urgente ${Date.now()}`;
  await letCustomerWrite(page, name, 'Preciso de ajuda');
  await page.goto('/conversas?view=all');
  const row = conversationRows(page).filter({ hasText: name });
  await row.click();
  await expect(page.getByRole('log', { name: 'Mensagens' })).toBeVisible();
  const id = new URL(page.url()).pathname.split('/').pop() ?? '';
  const label = `reclamação de cobrança ${Date.now()}`;
  for (const [method, path, data] of [
    ['POST', 'labels', { name: label, color: '#0b6b50' }],
    ['PATCH', `conversations/${id}`, { priority: 10 }],
    ['PUT', `conversations/${id}/labels`, { labels: [label] }],
    ['POST', `conversations/${id}/accept`, {}],
  ] as const) {
    const headers = { origin: new URL(page.url()).origin };
    const answer = await page.request.fetch(`/api/v1/${path}`, { method, data, headers });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
  await page.goto('/conversas?view=all');
  const owner = row.getByText('Você', { exact: true });
  await expect(owner).toBeVisible();
  // Not one letter of it is cut, by itself or by the row.
  expect(await owner.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  const [right, edge] = await Promise.all([
    owner.evaluate((one) => one.getBoundingClientRect().right),
    row.evaluate((one) => one.getBoundingClientRect().right),
  ]);
  expect(right).toBeLessThanOrEqual(edge);
  if (isMobile) return;
  // Nor does the long name of a label push anything out of the customer's panel.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/conversas/${id}`);
  const panel = page.getByRole('complementary', { name: 'Informações do Cliente' });
  await expect(panel.getByText(label)).toBeVisible();
  const copy = panel.getByRole('button', { name: /Copiar/ }).first();
  expect(await copy.evaluate((one) => one.getBoundingClientRect().right)).toBeLessThanOrEqual(1440);
});
