import { expect, test } from '@playwright/test';
import { expectAccessible, sidewaysScroll, signIn, smallTargets } from './support';

test('a rule about silence is written in words, switched off and deleted', async ({ page }) => {
  const name = `Janela ${Date.now()}`;
  await signIn(page);
  await page.goto('/configuracoes/acompanhamento');
  await expect(page.getByRole('heading', { name: 'Acompanhamento', level: 1 })).toBeVisible();
  // The demo's own rule, as one sentence.
  await expect(page.getByText(/Se o cliente não responde: depois de 1 h envia “Oi, \{name\}!.*encerra/)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Nova regra' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(dialog.getByText('Informe um nome.')).toBeVisible();
  await expect(dialog.getByText('Escreva a mensagem.')).toBeVisible();
  await dialog.getByLabel('Nome da regra').fill(name);
  await dialog.getByLabel('Quando').selectOption('window');
  await dialog.getByLabel('Tempo antes do fim da janela').fill('3 h');
  await expect(dialog.getByText(/faltam 3 h para o fim da janela de 24 horas: avisa quem atende/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Salvar' }).click();

  const card = page.getByRole('region', { name });
  await expect(card.getByText(/faltam 3 h/)).toBeVisible();
  await card.getByRole('switch', { name: 'Regra ligada' }).click();
  await expect(card.getByRole('switch', { name: 'Regra ligada' })).toHaveAttribute('aria-checked', 'false');
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  expect(await smallTargets(page)).toEqual([]);
  await card.getByRole('button', { name: `Remover ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Excluir' }).click();
  await expect(card).toHaveCount(0);
});
