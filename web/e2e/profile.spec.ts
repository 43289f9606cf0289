import { expect, test } from '@playwright/test';
import { signIn } from './support';

// 64 × 64 px, one colour.
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAUUlEQVR42u3PMQ0AMAgAMNiLRRzg/58KDpLWQbN64rIXxwkICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAjs+9W5AVI5B5AXAAAAAElFTkSuQmCC',
  'base64',
);

test('shows a picture of mine, and initials again', async ({ page }) => {
  await signIn(page);
  await page.goto('/configuracoes');
  await page
    .getByLabel('Trocar foto')
    .first()
    .setInputFiles({ name: 'eu.txt', mimeType: 'text/plain', buffer: PICTURE });
  await expect(page.getByText('Use uma foto JPEG ou PNG.')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({ name: 'eu.png', mimeType: 'image/png', buffer: PICTURE });
  await expect(page.getByText('Foto atualizada.')).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('main img').first()).toHaveJSProperty('complete', true);
  await page.getByRole('button', { name: 'Remover foto' }).click();
  await expect(page.locator('main img')).toHaveCount(0);
});
