import { t } from '@shared/i18n';
import { toast } from '@/ui/Toast/toast';

/** Saves text as a file on the device. */
export function saveFile(name: string, text: string, type = 'text/plain'): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Firefox reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Puts text on the clipboard and says whether the browser allowed it. */
export function copyText(text: string): void {
  void navigator.clipboard.writeText(text).then(
    () => toast(t('message.copied')),
    () => toast(t('message.copyFailed'), { tone: 'error' }),
  );
}
