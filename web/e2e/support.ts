import { createHmac } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const EMAIL = process.env['CENTRAL_EMAIL'] ?? 'demo@plataforma.com';
export const PASSWORD = process.env['CENTRAL_PASSWORD'] ?? 'demo123';

/** Signs in as a person does, and waits for the inbox. */
export async function signInByHand(page: Page): Promise<void> {
  await page.goto('/entrar');
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Senha', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Caixa de Entrada' })).toBeVisible();
}

/** Opens the inbox with a new session, which the browser remembers as the app does: signing in has specs of its own. */
export async function signIn(page: Page): Promise<void> {
  const answer = await page.request.post('/api/v1/session', { data: { email: EMAIL, password: PASSWORD } });
  expect(answer.ok(), await answer.text()).toBe(true);
  const session = { ...((await answer.json()) as object), token: undefined };
  await page.goto('/icon.svg');
  await page.evaluate((remembered) => localStorage.setItem('central.session', remembered), JSON.stringify(session));
  await page.goto('/conversas');
  await expect(page.getByRole('heading', { name: 'Caixa de Entrada' })).toBeVisible();
}

/** A new customer writes to the demonstration's first number. @returns the number, for what else the customer does */
export async function letCustomerWrite(page: Page, name: string, words: string): Promise<{ chat: string }> {
  const { items } = (await (await page.request.get('/demo/api/numbers')).json()) as {
    items: { phone_number_id: string }[];
  };
  const customer = String(5511900000000 + (Date.now() % 90000000));
  const chat = `/demo/api/numbers/${items[0]?.phone_number_id ?? ''}/chats/${customer}/messages`;
  for (const [path, data] of [
    ['/demo/api/customers', { wa_id: customer, name }],
    [chat, { type: 'text', text: words }],
  ] as const) {
    const answer = await page.request.post(path, { data });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
  return { chat };
}

/** The rows of the list. A virtual list hides each until it is measured: wait for one before looking at the whole. */
export const conversationRows = (page: Page) => page.getByRole('list', { name: 'Conversas' }).getByRole('link');

/** Shows every conversation and opens the first. @returns the contact's name */
export async function openFirstConversation(page: Page): Promise<string> {
  await page.goto('/conversas?view=all');
  const row = conversationRows(page).first();
  await row.click();
  await expect(page.getByRole('log', { name: 'Mensagens' })).toBeVisible();
  return (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
}

/** Opens the conversation of a customer who has just written: it may be answered with free text. */
export async function openWritableConversation(page: Page): Promise<void> {
  const name = `Cliente ${Date.now()}`;
  await letCustomerWrite(page, name, 'Bom dia!');
  await page.goto('/conversas?view=all');
  await page.getByRole('list', { name: 'Conversas' }).getByRole('link').filter({ hasText: name }).click();
  await expect(page.getByRole('textbox', { name: 'Resposta ao cliente' })).toBeVisible();
}

/** Address of the newest link for somebody in the demonstration's mailbox. */
export async function newestLink(page: Page, email: string, path: string): Promise<string> {
  const mail = page
    .getByRole('article')
    .filter({ hasText: `Para ${email}` })
    .filter({ hasText: path })
    .first();
  await expect(async () => {
    await page.goto('/demo/mail');
    await expect(mail).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  return (await mail.getByRole('link').first().getAttribute('href')) ?? '';
}

/**
 * No violation of WCAG 2.0 to 2.2, A and AA, that stays; no rule is left out. A row that is just being measured, or a text
 * that fades in, is gone at the second look.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(async () => {
    const { violations } = await new AxeBuilder({ page })
      .options({
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        // What is in order is not written down: that takes longer than finding it.
        resultTypes: ['violations'],
      })
      // Without a second page that only puts frames of other sites together: there are none.
      .setLegacyMode()
      .analyze();
    expect(
      violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join('; ')}`,
      ),
    ).toEqual([]);
  }).toPass({ timeout: 45_000 });
}

/** Visible controls smaller than 44 × 44 px; links within running text are exempt (WCAG 2.5.8). */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=switch], [role=radio], [role=option]',
    );
    return [...controls]
      .filter((element) => {
        if (element.matches('[disabled], [aria-hidden=true], p[dir=auto] a')) return false;
        // The clickable area of a box is its label, of a field its frame.
        const area = element.closest('label') ?? element;
        const { width, height, bottom, right } = area.getBoundingClientRect();
        const style = getComputedStyle(element);
        if (
          width === 0 ||
          height === 0 ||
          bottom < 0 ||
          right < 0 ||
          style.visibility === 'hidden' ||
          element.matches('.visually-hidden, [class*=skip]')
        )
          return false;
        if (element.matches('input, textarea, select')) return height < 40;
        return width < 43.5 || height < 43.5;
      })
      .map(
        (element) =>
          `${element.tagName.toLowerCase()} "${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? ''}" ${Math.round(element.getBoundingClientRect().width)}×${Math.round(element.getBoundingClientRect().height)}`,
      );
  });
}

/** Pixels by which the page can be scrolled sideways. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/**
 * Code of an authenticator app (RFC 6238: SHA-1, 30 s, 6 digits).
 *
 * @param secret in base32
 * @param offset steps from now: the server takes the neighbours too, and each step once
 */
export function oneTimeCode(secret: string, offset = 0): string {
  const bits = [...secret].map(
    (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'), // pragma: allowlist secret
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + offset));
  const hash = createHmac('sha1', Buffer.from(bytes.map((byte) => parseInt(byte, 2))))
    .update(counter)
    .digest();
  const at = (hash[19] as number) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
