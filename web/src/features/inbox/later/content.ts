import type { Scheduled, ScheduleChange } from '@shared/api/later';
import { t } from '@shared/i18n';
import { messageType, type Upload } from '../composer/uploads';

/**
 * What is scheduled: a message for each file, the words with the first that can carry a caption, else before it.
 *
 * @param keepsFile a file that is there already stays: only its caption is said
 */
export function contentOf(words: string, uploads: readonly Upload[], keepsFile: boolean): ScheduleChange[] {
  const text = words.trim();
  if (keepsFile) return [{ text }];
  if (uploads.length === 0) return [{ type: 'text', text }];
  return uploads.flatMap((upload, index): ScheduleChange[] => {
    const type = messageType(upload.file.type.split(';')[0] ?? '') as NonNullable<ScheduleChange['type']>;
    const file: ScheduleChange = { type, media_id: upload.mediaId, ...(upload.voice ? { voice: true } : {}) };
    if (index > 0 || !text) return [file];
    return type === 'audio' || type === 'sticker' ? [{ type: 'text', text }, file] : [{ ...file, text }];
  });
}

/** One line that says what is sent. */
export function summaryOf(item: Scheduled): string {
  if (item.type === 'template') return t('later.template', { name: String(item.template?.['name'] ?? '') });
  const file = item.file ? (item.file.file_name ?? t('later.file')) : '';
  return [file, item.text].filter(Boolean).join(' · ');
}
