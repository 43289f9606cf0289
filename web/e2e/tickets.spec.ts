import { expect, test } from '@playwright/test';
import { expectAccessible, letCustomerWrite, sidewaysScroll, signIn, smallTargets } from './support';

test('tickets are found by their state and protocol, and lead to their conversation', async ({ page }, { project }) => {
  const name = `Protocolo ${project.name} ${Date.now()}`;
  await signIn(page);
  await letCustomerWrite(page, name, 'Qual é o meu protocolo?');
  await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Tickets' }).click();
  await expect(page.getByRole('heading', { name: 'Tickets', level: 1 })).toBeVisible();
  for (const state of ['Tickets Fechados', 'Tickets Abertos', 'Tickets Pendentes']) {
    await page.getByRole('radio', { name: state }).click();
    await expect(page.getByRole('radio', { name: state })).toBeChecked();
  }
  // Somebody who is online may have it already: which tab it is on is asked first.
  const find = async () =>
    page.evaluate(async (contact) => {
      const answer = await fetch('/api/v1/tickets?limit=100');
      const { items } = (await answer.json()) as {
        items: { protocol: string; state: string; contact: { name: string } }[];
      };
      return items.find((item) => item.contact.name === contact) ?? null;
    }, name);
  await expect.poll(find, { timeout: 15_000 }).not.toBeNull();
  const { protocol = '', state = '' } = (await find()) ?? {};
  await page.getByRole('radio', { name: state === 'waiting' ? 'Tickets Pendentes' : 'Tickets Abertos' }).click();
  await page.getByLabel('Protocolo').fill(protocol);
  await page.getByText('Filtros', { exact: true }).click();
  await expect(page.getByLabel('Equipe')).toBeVisible();
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  if (process.env['CENTRAL_SHOTS'])
    await page.screenshot({ path: `${process.env['CENTRAL_SHOTS']}/${project.name}-found.png` });
  const row = page.getByRole('list', { name: 'Tickets' }).getByRole('link').filter({ hasText: protocol });
  await expect(row).toBeVisible();
  await row.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await page.goBack();
  await expect(page.getByLabel('Protocolo')).toHaveValue(protocol);
  if (process.env['CENTRAL_SHOTS']) {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const state of ['waiting', 'in_service', 'closed']) {
        await page.goto(`/tickets?state=${state}`);
        await page.waitForTimeout(1200);
        await page.screenshot({ path: `${process.env['CENTRAL_SHOTS']}/${project.name}-${scheme}-${state}.png` });
      }
    }
  }
});
