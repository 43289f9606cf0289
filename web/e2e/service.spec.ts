import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, sidewaysScroll, signIn, smallTargets } from './support';

const PAGES = [
  ['/supervisao', 'Supervisão'],
  ['/configuracoes/sla', 'SLA'],
  ['/configuracoes/horarios', 'Horários'],
  ['/configuracoes/distribuicao', 'Distribuição'],
  ['/configuracoes/encerramento', 'Encerramento'],
  ['/configuracoes/agendadas', 'Mensagens agendadas'],
] as const;

// Both themes are looked at, each on one kind of screen. Without motion colours do not fade: what is measured stays.
test.beforeEach(({ page }, { project }) =>
  page.emulateMedia({ colorScheme: project.name === 'phone' ? 'dark' : 'light', reducedMotion: 'reduce' }),
);

/** Nothing to complain of in what is shown. */
async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
}

test('screens of the service', async ({ page }) => {
  test.slow();
  await signIn(page);
  for (const [path, heading] of PAGES) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(page.getByRole('status', { name: 'Carregando…' })).toHaveCount(0);
    await expectGood(page);
  }
});

test('what the screens of the service open', async ({ page }) => {
  await signIn(page);
  for (const [path, button] of [
    ['/configuracoes/sla', 'Nova política'],
    ['/configuracoes/horarios', 'Novo horário'],
    ['/configuracoes/filas', 'Editar Financeiro'],
  ] as const) {
    await page.goto(path);
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectGood(page);
  }
});

/** Sees to it that this colleague has an open conversation: other specs share the account and move them about. */
const giveConversation = (page: Page, name: string): Promise<void> =>
  page.evaluate(async (colleague) => {
    const ask = async (path: string, body?: object) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`/api/v1${path}`, body && { method: 'POST', headers, body: JSON.stringify(body) });
      return answer.ok ? await answer.json() : null;
    };
    const user = (await ask('/users')).items.find((one: { name: string }) => one.name === colleague);
    const { items } = await ask('/conversations?status=open');
    if (items.some((one: { assignee?: { id: string } }) => one.assignee?.id === user.id)) return;
    for (const { id } of items.reverse()) if (await ask(`/conversations/${id}/assign`, { user_id: user.id })) return;
  }, name);

test('a supervisor sees the service, listens in, whispers and changes a state', async ({ page }) => {
  const words = `Ofereça o desconto ${Date.now()}`;
  await signIn(page);
  await giveConversation(page, 'Bia Rocha');
  await page.goto('/supervisao');
  await expect(page.getByRole('row', { name: /^Atendimento/ })).toBeVisible();
  await page.getByRole('button', { name: 'Ações de Bia Rocha' }).click();
  await page.getByRole('menuitem', { name: 'Ver conversas' }).click();
  await expect(page.getByRole('button', { name: /Bia Rocha/ }).first()).toBeVisible();
  await page.getByRole('list', { name: 'Conversas' }).getByRole('link').first().click();
  await expect(page.getByText('Bia Rocha não vê você aqui')).toBeVisible();
  await page.getByRole('button', { name: 'Sussurrar' }).click();
  await expect(page.getByRole('checkbox', { name: /^Sussurrar para Bia Rocha/ })).toBeChecked();
  await page.getByRole('textbox', { name: 'Nota interna' }).fill(words);
  await expectGood(page);
  await page.getByRole('button', { name: 'Salvar nota' }).click();
  await expect(page.getByRole('log').getByText(words)).toBeVisible();

  await page.evaluate(() =>
    fetch('/api/v1/me/presence', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"state": "online"}',
    }),
  );
  await page.goto('/supervisao');
  const marina = page.getByRole('listitem').filter({ hasText: 'Marina Alves' });
  const change = async (state: string, reason: string) => {
    await page.getByRole('button', { name: 'Ações de Marina Alves' }).click();
    await page.getByRole('menuitem', { name: 'Mudar estado' }).click();
    await page.getByLabel('Novo estado').selectOption(state);
    await page.getByLabel('Motivo (a pessoa vê)').fill(reason);
    await page.getByRole('dialog').getByRole('button', { name: 'Mudar', exact: true }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await expect(marina.getByText(/^Online/)).toBeVisible();
  await change('pause', 'Reunião');
  await expect(marina.getByText(/Em pausa \(Reunião\)/)).toBeVisible();
  await change('online', '');
  await page.getByText('Folha de horas').click();
  await marina.getByText('Marina Alves').click();
  await expect(marina.getByText(/Reunião: \d+ min/).last()).toBeVisible();
  await expectGood(page);
});

test('what is promised, asked before closing and sent later is written, kept and taken back', async ({ page }) => {
  const name = `Teste ${Date.now()}`;
  await signIn(page);
  await page.goto('/configuracoes/sla');
  await page.getByRole('button', { name: 'Nova política' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nome').fill(name);
  await dialog.getByLabel('Primeira resposta').fill('logo');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(dialog.getByText('Escreva um tempo, como 15 min ou 2 h.')).toBeVisible();
  await dialog.getByLabel('Primeira resposta').fill('10 min');
  await dialog.getByLabel('Prioridade').selectOption('high');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: `Remover ${name}` }).click();
  await dialog.getByRole('button', { name: 'Excluir' }).click();
  await expect(page.getByText(name)).toHaveCount(0);

  await page.goto('/configuracoes/encerramento');
  await page.getByRole('button', { name: 'Adicionar motivo' }).click();
  await page
    .getByLabel(/^Motivo \d+$/)
    .last()
    .fill(name);
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Salvo.').first()).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: `Remover ${name}` }).click();
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Salvo.').first()).toBeVisible();

  await page.goto('/conversas?view=all&status=open');
  await page.getByRole('list', { name: 'Conversas' }).getByRole('link').first().click();
  await page
    .getByRole('radio', { name: 'Nota' })
    .or(page.getByRole('tab', { name: 'Nota' }))
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Nota interna' }).fill(name);
  await page.getByRole('button', { name: 'Anexar' }).click();
  await page.getByRole('menuitem', { name: /^Lembr/ }).click();
  await dialog.getByRole('button', { name: 'Amanhã às 9h' }).click();
  await expectGood(page);
  await dialog.getByRole('button', { name: 'Agendar' }).click();
  await expect(dialog).toHaveCount(0);
  await page.goto('/configuracoes/agendadas');
  const row = page.getByRole('listitem').filter({ hasText: name });
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: /^Ações do agendamento/ }).click();
  await page.getByRole('menuitem', { name: 'Cancelar envio' }).click();
  await expect(row).toHaveCount(0);
});

test('a template that begins with a file is scheduled with it', async ({ page }) => {
  await signIn(page);
  await page.goto('/conversas?view=all&status=open');
  await page.getByRole('list', { name: 'Conversas' }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Anexar' }).click();
  await page.getByRole('menuitem', { name: 'Agendar envio' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('radio', { name: 'Modelo' })
    .or(dialog.getByRole('tab', { name: 'Modelo' }))
    .first()
    .click();
  await dialog.getByRole('option', { name: /^segunda via/ }).click();
  await dialog.getByRole('button', { name: 'Agendar' }).click();
  await expect(dialog.getByText('Este modelo vai com um arquivo: escolha qual.')).toBeVisible();
  await expectGood(page);
  const name = `boleto-${Date.now()}.pdf`;
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') });
  await expect(dialog.getByRole('button', { name: `Remover ${name}` })).toBeVisible();
  await dialog.getByRole('button', { name: 'Amanhã às 9h' }).click();
  await expectGood(page);
  await dialog.getByRole('button', { name: 'Agendar' }).click();
  await expect(dialog).toHaveCount(0);
  await page.goto('/configuracoes/agendadas');
  const row = page.getByRole('listitem').filter({ hasText: 'segunda_via' }).first();
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: /^Ações do agendamento/ }).click();
  await page.getByRole('menuitem', { name: 'Cancelar envio' }).click();
});
