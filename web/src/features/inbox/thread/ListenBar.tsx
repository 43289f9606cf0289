import { Ear } from 'lucide-react';
import type { Conversation } from '@shared/api/types';
import { t } from '@shared/i18n';
import { currentSession, may } from '@/data/session';
import { assignToMe } from '../actions';
import { composerFocus } from '../composer/focus';
import styles from './ListenBar.module.css';

/** Who leads and looks at a colleague's conversation is told that they are not seen, and what they can do from here. */
export function ListenBar({ conversation: { id, assignee, status } }: { conversation: Conversation }) {
  if (!assignee || assignee.id === currentSession().user.id || status === 'closed' || !may('supervision.read'))
    return null;
  return (
    <div className={styles.bar}>
      <Ear size={18} aria-hidden="true" />
      <span>{t('listen.unseen', { name: assignee.name })}</span>
      {may('supervision.act') ? (
        <button type="button" onClick={() => composerFocus.write({ mode: 'note', whisper: true, at: Date.now() })}>
          {t('listen.whisper')}
        </button>
      ) : null}
      {may('conversations.assign') ? (
        <button type="button" onClick={() => void assignToMe(id)}>
          {t('listen.takeOver')}
        </button>
      ) : null}
    </div>
  );
}
