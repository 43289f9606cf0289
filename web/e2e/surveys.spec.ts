import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, signIn, smallTargets } from './support';

/** A new link to the survey of a ticket that is resolved and was not rated yet. */
async function newLink(page: Page): Promise<string> {
  const found = await page.evaluate(async () => {
    const send = async (path: string, body?: unknown) => {
      const answer = await fetch(`/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { ok: answer.ok, body: (await answer.json()) as { url?: string } };
    };
    const answer = await fetch('/api/v1/conversations?status=any&limit=100');
    const { items } = (await answer.json()) as { items: { id: string; status: string }[] };
    for (const one of items) {
      if (one.status !== 'closed') continue;
      const link = await send(`/conversations/${one.id}/survey-link`);
      if (link.ok) return link.body.url;
    }
    // Every resolved ticket was rated: resolve one more.
    for (const one of items) {
      if (one.status === 'closed') continue;
      await send(`/conversations/${one.id}/accept`);
      if (!(await send(`/conversations/${one.id}/resolve`, {})).ok) continue;
      const link = await send(`/conversations/${one.id}/survey-link`);
      if (link.ok) return link.body.url;
    }
    return undefined;
  });
  expect(found).toBeDefined();
  return new URL(found ?? '').pathname;
}

test('a contact rates by a link, comments, and the company reads it', async ({ page, browser }, { project }) => {
  const comment = `Muito bom ${project.name} ${Date.now()}`;
  await signIn(page);
  const link = await newLink(page);

  const visitor = await browser.newContext({ ...(project.use.viewport ? { viewport: project.use.viewport } : {}) });
  const survey = await visitor.newPage();
  await survey.goto(new URL(link, page.url()).href);
  await expect(survey.getByRole('heading', { level: 1 })).toContainText('como você avalia este atendimento?');
  await expectAccessible(survey);
  expect(await smallTargets(survey)).toEqual([]);
  await survey.getByRole('button', { name: 'Enviar avaliação' }).click();
  await expect(survey.getByRole('alert')).toHaveText('Escolha uma nota de 1 a 5.');
  await survey.getByRole('radio', { name: '3 – Regular' }).check();
  await survey.keyboard.press('ArrowRight');
  await expect(survey.getByRole('radio', { name: '4 – Bom' })).toBeChecked();
  await survey.getByRole('button', { name: 'Enviar avaliação' }).click();
  await expect(survey.getByRole('heading', { name: 'Obrigado pela sua avaliação!' })).toBeFocused();
  await expectAccessible(survey);
  await survey.getByLabel('Quer contar o motivo? (opcional)').fill(comment);
  await survey.getByRole('button', { name: 'Enviar comentário' }).click();
  await expect(survey.getByRole('textbox')).toHaveCount(0);
  await survey.reload();
  await expect(survey.getByText('Sua nota: 4 de 5.')).toBeVisible();
  await visitor.close();

  await page.goto('/configuracoes/pesquisa');
  await expect(page.getByText(comment)).toBeVisible();
  await page.getByLabel('Nota', { exact: true }).selectOption('5');
  await expect(page.getByText(comment)).toHaveCount(0);
});

test('a link that is none says so', async ({ page }) => {
  await page.goto('/avaliacao/nada');
  await expect(page.getByRole('heading', { name: 'Este link não vale mais' })).toBeVisible();
  await expectAccessible(page);
});

test('the company chooses how its contacts are asked', async ({ page }) => {
  await signIn(page);
  await page.goto('/configuracoes/pesquisa');
  const form = page.getByRole('form', { name: 'Configuração da pesquisa' });
  await form.getByRole('textbox', { name: 'Pergunta' }).fill('{name}, que nota você dá?');
  await form.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Salvo.').first()).toBeVisible();
  await page.reload();
  await expect(form.getByRole('textbox', { name: 'Pergunta' })).toHaveValue('{name}, que nota você dá?');
  await expectAccessible(page);
  expect(await smallTargets(page)).toEqual([]);
  await form.getByRole('textbox', { name: 'Pergunta' }).fill('');
  await form.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Salvo.').first()).toBeVisible();
});
