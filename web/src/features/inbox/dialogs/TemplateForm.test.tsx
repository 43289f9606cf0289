import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@shared/api/client';
import type { Media, Template, TemplateContent } from '@shared/api/types';
import { templates } from '@/test/samples';
import * as uploading from '../composer/uploads';
import { TemplateForm } from './TemplateForm';

const [sample] = templates as [Template];
const withFile = (header_media: Template['header_media']): Template => ({
  ...sample,
  variables: [],
  text: 'Segue o seu boleto',
  header_media,
});

async function pick(template: Template) {
  vi.spyOn(api.channels, 'templates').mockResolvedValue({ items: [template], next_cursor: null });
  const sent = vi.fn<(content: TemplateContent, preview: string) => void>();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <TemplateForm channelId="c1" formId="form" onReady={() => undefined} onSubmit={sent} />
      <button type="submit" form="form" data-testid="submit" />
    </QueryClientProvider>,
  );
  await userEvent.click(await screen.findByRole('option', { name: new RegExp(sample.name.replaceAll('_', ' ')) }));
  return sent;
}
const input = () => {
  const found = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!found) throw new Error('no file is asked for');
  return found;
};
const choose = (file: File) => userEvent.upload(input(), file);
const submit = () => userEvent.click(screen.getByTestId('submit'));

beforeEach(() => {
  vi.restoreAllMocks();
  vi.spyOn(uploading, 'uploadFile').mockResolvedValue({ id: 'media-1' } as Media);
});

describe('a template that begins with a file', () => {
  it('is not ready without it, and names the file that was chosen', async () => {
    const sent = await pick(withFile('document'));
    await submit();
    expect(sent).not.toHaveBeenCalled();
    expect(screen.getByText('Este modelo vai com um arquivo: escolha qual.')).toBeTruthy();
    await choose(new File(['%PDF'], 'boleto.pdf', { type: 'application/pdf' }));
    expect(await screen.findAllByText('boleto.pdf')).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Escolher documento' })).toBeNull();
    await submit();
    const content = { name: sample.name, language: sample.language, variables: {}, header_media_id: 'media-1' };
    expect(sent).toHaveBeenCalledWith(content, 'Segue o seu boleto');
  });

  it('takes only the kind it was approved for', async () => {
    const sent = await pick(withFile('video'));
    await userEvent.setup({ applyAccept: false }).upload(input(), new File(['x'], 'foto.png', { type: 'image/png' }));
    await submit();
    expect(uploading.uploadFile).not.toHaveBeenCalled();
    expect(sent).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Escolher vídeo' })).toBeTruthy();
  });

  it('waits for the file to be there', async () => {
    vi.spyOn(uploading, 'uploadFile').mockReturnValue(new Promise(() => undefined));
    const sent = await pick(withFile('document'));
    await choose(new File(['%PDF'], 'boleto.pdf', { type: 'application/pdf' }));
    await submit();
    expect(sent).not.toHaveBeenCalled();
    expect(screen.getByText('Espere o envio do arquivo terminar.')).toBeTruthy();
  });

  it('asks for none where the template has none', async () => {
    const sent = await pick(withFile(null));
    expect(document.querySelector('input[type=file]')).toBeNull();
    await submit();
    const content = { name: sample.name, language: sample.language, variables: {} };
    expect(sent).toHaveBeenCalledWith(content, 'Segue o seu boleto');
  });
});
