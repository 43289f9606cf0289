import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { CloudOff, SearchX } from 'lucide-react';
import { ApiError } from '@shared/api/client';
import { loadTexts, t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { openConversation } from '@/data/live';
import { createStore, useStore } from '@/data/store';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { openDialog } from '@/data/dialogs';
import type { Message } from '@shared/api/types';
import { Composer } from '../composer/Composer';
import { useConversation } from '../queries';
import { ListenBar } from './ListenBar';
import { MessageList } from './MessageList';
import { ThreadHeader } from './ThreadHeader';
import { useThreadCommands } from './useThreadCommands';
import styles from './ThreadPage.module.css';

const ScheduledBar = lazy(async () => {
  const [{ ScheduledBar: Bar }] = await Promise.all([import('../later/ScheduledBar'), loadTexts('later')]);
  return { default: Bar };
});
const FollowUpBar = lazy(async () => {
  const [{ FollowUpBar: Bar }] = await Promise.all([import('../later/FollowUpBar'), loadTexts('later')]);
  return { default: Bar };
});
const ContactPanel = lazy(() => import('../panel/ContactPanel'));

/** Width from which the panel stands beside the thread. */
const WIDE = '(min-width: 1200px)';
const panelShown = createStore(true);

export function ThreadPage() {
  const { id } = useParams({ from: '/app/conversas/$id' });
  // A new conversation is a new thread: no scroll position, reply or recording is carried over.
  return <Thread key={id} id={id} />;
}

function Thread({ id }: { id: string }) {
  const query = useConversation(id);
  const navigate = useNavigate();
  const conversation = query.data;
  const shown = useStore(panelShown);
  const [replyTo, setReplyTo] = useState<Message | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const togglePanel = () => {
    if (matchMedia(WIDE).matches) panelShown.write(!panelShown.read());
    else openDialog('panel', { id });
  };
  const back = () => void navigate({ to: '/conversas', search: (before) => before });
  useThreadCommands(conversation, { togglePanel, back });

  useEffect(() => {
    openConversation.write(id);
    heading.current?.focus({ preventScroll: true });
    return () => openConversation.write(null);
  }, [id]);

  if (!conversation) {
    const missing = query.error instanceof ApiError && query.error.status === 404;
    if (!query.isError) return <div className={styles.page} aria-busy="true" />;
    return (
      <div className={styles.alone}>
        <EmptyState
          tone="error"
          icon={missing ? <SearchX size={32} /> : <CloudOff size={32} />}
          title={t(missing ? 'thread.missing' : 'thread.failed')}
          text={missing ? t('thread.missingText') : describeError(query.error)}
          action={
            missing ? (
              <Button onClick={back}>{t('thread.backToList')}</Button>
            ) : (
              <Button onClick={() => void query.refetch()}>{t('action.tryAgain')}</Button>
            )
          }
        />
      </div>
    );
  }
  return (
    <div className={styles.page} data-panel={shown || undefined}>
      <article className={styles.thread} aria-label={t('thread.label', { name: conversation.contact.name })}>
        <ThreadHeader
          conversation={conversation}
          heading={heading}
          onBack={back}
          onPanel={togglePanel}
          panelShown={shown}
        />
        <MessageList conversation={conversation} onReply={setReplyTo} />
        <ListenBar conversation={conversation} />
        <Suspense fallback={null}>
          <ScheduledBar id={id} />
          <FollowUpBar conversation={conversation} />
        </Suspense>
        <Composer conversation={conversation} replyTo={replyTo} onReplyDone={() => setReplyTo(null)} />
      </article>
      {shown ? (
        <aside className={styles.panel} aria-label={t('panel.title')}>
          <Suspense fallback={null}>
            <ContactPanel conversation={conversation} />
          </Suspense>
        </aside>
      ) : null}
    </div>
  );
}
