import { expect, test } from '@playwright/test';
import {
  conversationRows,
  expectAccessible,
  letCustomerWrite,
  openFirstConversation,
  PASSWORD,
  signIn,
  smallTargets,
} from './support';

test('records a consent and packs a copy of everything about a customer', async ({ page }, { project }) => {
  test.setTimeout(120_000);
  await signIn(page);
  const name = await openFirstConversation(page);
  if (project.name === 'phone') await page.getByRole('button', { name: /^Ver informações de/ }).click();
  await page.getByRole('button', { name: 'Privacidade (LGPD)' }).click();
  const dialog = page.getByRole('dialog', { name: /^Privacidade:/ });
  await dialog.getByRole('button', { name: 'Registrar' }).click();
  await expect(dialog.getByText('Escreva onde o cliente disse isso.')).toBeVisible();
  await dialog.getByLabel('Onde o cliente disse isso').fill('telefone');
  await dialog.getByLabel('Para quê').selectOption({ label: 'Marketing' });
  await dialog.getByLabel('Resposta do cliente').selectOption({ label: 'Não autorizou' });
  await dialog.getByRole('button', { name: 'Registrar' }).click();
  await expect(dialog.getByRole('list', { name: 'Histórico de consentimentos' })).toContainText('telefone');
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Exportar dados' }).click();
  const ask = page.getByRole('dialog', { name: /^Exportar tudo sobre/ });
  await ask.getByLabel('Sua senha').fill('errada-de-proposito');
  await ask.getByRole('button', { name: 'Exportar dados' }).click();
  await expect(ask.getByText('A senha não confere.')).toBeVisible();
  await ask.getByLabel('Sua senha').fill(PASSWORD);
  await ask.getByRole('button', { name: 'Exportar dados' }).click();
  await expect(page.getByText('Cópia pedida.')).toBeVisible();

  await page.goto('/configuracoes/privacidade');
  const exports = page.getByRole('region', { name: 'Cópias de dados' });
  await expect(exports.getByText('Concluído').first()).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await exports
    .getByRole('button', { name: `Baixar a cópia de ${name}` })
    .first()
    .click();
  const opening = page.getByRole('dialog', { name: /^Baixar a cópia de/ });
  await opening.getByLabel('Sua senha').fill(PASSWORD);
  await expectAccessible(page);
  await opening.getByRole('button', { name: 'Baixar' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
});

test('hands on what a customer asked for by law, refuses it with a reason and fulfils it', async ({ page }, {
  project,
}) => {
  test.setTimeout(120_000);
  await signIn(page);
  const name = `Titular ${Date.now()}`;
  await letCustomerWrite(page, name, 'Apaguem meus dados, por favor.');
  await page.goto('/conversas?view=all');
  await conversationRows(page).filter({ hasText: name }).click();
  await expect(page.getByRole('log', { name: 'Mensagens' })).toBeVisible();
  if (project.name === 'phone') await page.getByRole('button', { name: /^Ver informações de/ }).click();
  await page.getByRole('button', { name: 'Privacidade (LGPD)' }).click();
  const dialog = page.getByRole('dialog', { name: /^Privacidade:/ });
  const handOn = async (kind: string) => {
    await dialog.getByLabel('O que o cliente pediu').selectOption({ label: kind });
    await dialog.getByLabel('Como ele pediu').fill('por mensagem');
    await dialog.getByRole('button', { name: 'Encaminhar pedido' }).click();
  };
  const handedOn = dialog.getByRole('list', { name: 'Pedidos deste cliente' });
  await handOn('Apagar os dados');
  await expect(handedOn.getByText('Faltam 15 dias')).toHaveCount(1);
  await handOn('Apagar os dados');
  await expect(dialog.getByRole('alert')).toHaveText('Já existe um pedido aberto deste tipo para este contato.');
  await handOn('Parar o marketing');
  await expect(handedOn.getByText('Faltam 15 dias')).toHaveCount(2);
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);

  await page.goto('/configuracoes/privacidade');
  const waiting = page.getByRole('list', { name: 'Pedidos sem resposta' });
  const ofThis = waiting.getByRole('listitem').filter({ hasText: name });
  await expect(ofThis).toHaveCount(2);
  await ofThis.getByRole('button', { name: `Parar o marketing: ${name}`, exact: true }).click();
  const confirm = page.getByRole('dialog', { name: `Parar o marketing: ${name}` });
  await confirm.getByRole('button', { name: 'Parar o marketing' }).click();
  await expect(ofThis).toHaveCount(1);
  await ofThis.getByRole('button', { name: `Recusar: Apagar os dados: ${name}` }).click();
  const refuse = page.getByRole('dialog', { name: /^Recusar/ });
  await refuse.getByRole('button', { name: 'Recusar' }).click();
  await expect(refuse.getByText('Escreva por que o pedido é recusado.')).toBeVisible();
  await refuse.getByLabel('Por que o pedido é recusado').fill('A nota fiscal precisa ser guardada');
  await expectAccessible(page);
  await refuse.getByRole('button', { name: 'Recusar' }).click();
  await expect(ofThis).toHaveCount(0);
  await page.getByRole('button', { name: 'Mostrar respondidos' }).click();
  const ended = page.getByRole('list', { name: 'Pedidos respondidos' }).getByRole('listitem').filter({ hasText: name });
  await expect(ended.filter({ hasText: 'Recusado' })).toContainText('Motivo: A nota fiscal precisa ser guardada');
  await expect(ended.filter({ hasText: 'Atendido' })).toHaveCount(1);
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
});

test('says beside each field what a report of an incident still needs', async ({ page }) => {
  await signIn(page);
  await page.goto('/configuracoes/privacidade');
  const card = page.getByRole('region', { name: 'Relatório de incidente' });
  const [from, until] = [card.getByLabel('De', { exact: true }), card.getByLabel('Até', { exact: true })];
  const send = card.getByRole('button', { name: 'Gerar relatório' });
  await expect(card.getByLabel('Sua senha')).toBeVisible();
  await send.click();
  await expect(from).toHaveAccessibleDescription('Informe quando o período começa.');
  await expect(until).toHaveAccessibleDescription('Informe quando o período termina.');
  await expect(card.getByText('Escreva a sua senha.')).toBeVisible();
  // A year of one digit is one that is still being typed.
  await from.fill('0002-11-01T10:00');
  await until.fill('2026-11-02T10:00');
  await send.click();
  await expect(from).not.toHaveAccessibleDescription('Informe quando o período começa.');
  await expect(from).toHaveValue('0002-11-01T10:00');
  await expect(until).not.toHaveAccessibleDescription('Informe quando o período termina.');
});
