import type { ReactNode } from 'react';
import { Reply } from 'lucide-react';
import type { Message } from '@shared/api/types';
import { t } from '@shared/i18n';
import { previewText } from '../preview';
import styles from './dialogs.module.css';

/** Which message is answered by what the dialog sends. */
export function AnswerLine({ message }: { message: Message | null }) {
  return message ? (
    <p className={styles.answered}>
      <Reply size={16} aria-hidden="true" />
      <span>{t('attach.replyingTo', { words: previewText(message) })}</span>
    </p>
  ) : null;
}

/** What will stand in the thread, before it is sent. */
export function AnswerPreview({ children }: { children: ReactNode }) {
  return (
    <div className={styles.preview}>
      <small>{t('attach.preview')}</small>
      <div className={styles.bubble}>{children}</div>
    </div>
  );
}
