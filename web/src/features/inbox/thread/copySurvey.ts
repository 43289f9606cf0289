import { surveys } from '@shared/api/surveys';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { toast } from '@/ui/Toast/toast';

/** Puts a new link to the survey of a resolved ticket on the clipboard. */
export async function copySurvey(conversation: string): Promise<void> {
  try {
    const { url } = await surveys.link(conversation);
    await navigator.clipboard.writeText(url);
    toast(t('action.surveyCopied'));
  } catch (error) {
    toast(describeError(error), { tone: 'error' });
  }
}
