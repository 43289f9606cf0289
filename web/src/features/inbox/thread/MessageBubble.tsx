import { memo } from 'react';
import { Ban, Bot, Copy, EllipsisVertical, Forward, Lock, Megaphone, Reply, SmilePlus, Sparkles } from 'lucide-react';
import type { Conversation, Message } from '@shared/api/types';
import { clockTime, dateTime } from '@shared/format';
import { t } from '@shared/i18n';
import { currentSession } from '@/data/session';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Menu, type MenuItem } from '@/ui/Menu/Menu';
import { toast } from '@/ui/Toast/toast';
import { react } from '../actions';
import { PreviewIcon, previewText, StatusTicks, typeName } from '../preview';
import { DeliveryProblem } from './DeliveryProblem';
import { MessageContent } from './MessageContent';
import styles from './MessageBubble.module.css';

interface BubbleProps {
  message: Message;
  /** First and last of a group by one sender. */
  first: boolean;
  last: boolean;
  flash: boolean;
  conversation: Conversation;
  onReply: (message: Message) => void;
  onJump: (messageId: string) => void;
}

const QUICK = ['👍', '❤️', '😂', '😮', '🙏'];

/** One message of any type and state. */
export const MessageBubble = memo(function MessageBubble({
  message,
  first,
  last,
  flash,
  conversation,
  onReply,
  onJump,
}: BubbleProps) {
  if (message.type === 'system') {
    return (
      <div className={styles.system}>
        <span>
          {message.text ?? typeName('system')}{' '}
          <time dateTime={message.created_at}>{clockTime(message.created_at)}</time>
        </span>
      </div>
    );
  }
  const side = message.private ? 'note' : message.direction;
  const optimistic = message.sequence === Number.MAX_SAFE_INTEGER;
  return (
    <div className={styles.row} data-side={side} data-first={first || undefined} data-last={last || undefined}>
      <div
        className={styles.bubble}
        data-flash={flash || undefined}
        data-failed={message.status === 'failed' || undefined}
      >
        {first ? (
          <AuthorLine message={message} contact={conversation.contact.name} />
        ) : (
          <span className="visually-hidden">{authorName(message, conversation.contact.name)}: </span>
        )}
        {message.forwarded ? (
          <span className={styles.flag}>
            <Forward size={13} aria-hidden="true" /> {t('message.forwarded')}
          </span>
        ) : null}
        {message.referral ? <Referral referral={message.referral} /> : null}
        {message.reply_to ? (
          <button type="button" className={styles.quote} onClick={() => onJump(message.reply_to?.id ?? '')}>
            <strong>
              {message.reply_to.author_type === 'contact' ? conversation.contact.name : t('message.team')}
            </strong>
            <span>
              <PreviewIcon type={message.reply_to.type} /> {previewText(message.reply_to)}
            </span>
          </button>
        ) : null}
        {message.deleted_at ? (
          <p className={styles.deleted}>
            <Ban size={15} aria-hidden="true" /> {t('message.deleted')}
          </p>
        ) : (
          <MessageContent message={message} />
        )}
        <span className={styles.foot}>
          {message.edited_at && !message.deleted_at ? <span>{t('message.edited')}</span> : null}
          <time dateTime={message.created_at} title={dateTime(message.created_at)} className="tabular">
            {clockTime(message.created_at)}
          </time>
          {message.direction === 'out' && !message.private && message.status ? (
            <StatusTicks status={message.status} />
          ) : null}
        </span>
        <DeliveryProblem message={message} />
        {message.reactions.length > 0 ? <Reactions message={message} /> : null}
      </div>
      {optimistic || message.deleted_at ? null : <Actions message={message} onReply={onReply} />}
    </div>
  );
});

function authorName(message: Message, contact: string): string {
  const { author } = message;
  if (author.type === 'contact') return contact;
  if (author.type === 'agent')
    return author.id === currentSession().user.id ? t('message.you') : (author.name ?? t('message.team'));
  return author.name ?? t(author.type === 'ai' ? 'message.ai' : 'message.bot');
}

function AuthorLine({ message, contact }: { message: Message; contact: string }) {
  const { author } = message;
  const name = authorName(message, contact);
  if (message.private) {
    return (
      <span className={styles.author}>
        <Lock size={13} aria-hidden="true" /> {t(message.metadata['whisper'] ? 'message.whisper' : 'message.note')} ·{' '}
        {name}
      </span>
    );
  }
  if (author.type === 'contact' || author.id === currentSession().user.id)
    return <span className="visually-hidden">{name}: </span>;
  return (
    <span className={styles.author}>
      {author.type === 'ai' ? (
        <Sparkles size={13} aria-hidden="true" />
      ) : author.type === 'agent' ? null : (
        <Bot size={13} aria-hidden="true" />
      )}{' '}
      {name}
    </span>
  );
}

/** The advertisement a customer came from. */
function Referral({ referral }: { referral: Record<string, unknown> }) {
  const text = [referral['headline'], referral['body']]
    .filter((part): part is string => typeof part === 'string' && part !== '')
    .join(' · ');
  const url =
    typeof referral['source_url'] === 'string' && /^https?:\/\//.test(referral['source_url'])
      ? referral['source_url']
      : null;
  return (
    <div className={styles.referral}>
      <Megaphone size={16} aria-hidden="true" />
      <span>
        <strong>{t('message.referral')}</strong>
        {text ? <span>{text}</span> : null}
        {url ? (
          <a href={url} target="_blank" rel="noopener noreferrer nofollow">
            {t('message.referralOpen')}
          </a>
        ) : null}
      </span>
    </div>
  );
}

function Reactions({ message }: { message: Message }) {
  const me = currentSession().user.id;
  const groups = new Map<string, { count: number; mine: boolean }>();
  for (const reaction of message.reactions) {
    const group = groups.get(reaction.emoji) ?? { count: 0, mine: false };
    groups.set(reaction.emoji, { count: group.count + 1, mine: group.mine || reaction.author_id === me });
  }
  return (
    <span className={styles.reactions}>
      {[...groups].map(([emoji, { count, mine }]) => (
        <span key={emoji} className={styles.reaction} data-mine={mine || undefined}>
          <span aria-hidden="true">{emoji}</span>
          {count > 1 ? <span aria-hidden="true">{count}</span> : null}
          <span className="visually-hidden">{t('message.reaction', { emoji, count })}</span>
        </span>
      ))}
    </span>
  );
}

function Actions({ message, onReply }: { message: Message; onReply: (message: Message) => void }) {
  const me = currentSession().user.id;
  const mine = message.reactions.find((reaction) => reaction.author_id === me)?.emoji;
  const items: MenuItem[] = [{ id: 'reply', label: t('composer.reply'), icon: <Reply />, run: () => onReply(message) }];
  if (message.text) {
    items.push({
      id: 'copy',
      label: t('message.copy'),
      icon: <Copy />,
      run: () =>
        void navigator.clipboard.writeText(message.text ?? '').then(
          () => toast(t('message.copied')),
          () => toast(t('message.copyFailed'), { tone: 'error' }),
        ),
    });
  }
  if (!message.private && message.direction === 'in') {
    QUICK.forEach((emoji, index) =>
      items.push({
        id: emoji,
        label: emoji === mine ? t('message.unreact', { emoji }) : t('message.react', { emoji }),
        icon: <span>{emoji}</span>,
        separated: index === 0,
        run: () => void react(message.id, emoji === mine ? '' : emoji),
      }),
    );
  }
  return (
    <span className={styles.actions}>
      <Menu
        label={t('message.actions')}
        items={items}
        trigger={(props) => (
          <IconButton
            {...props}
            label={t('message.actions')}
            icon={
              message.direction === 'in' && !message.private ? <SmilePlus size={18} /> : <EllipsisVertical size={18} />
            }
          />
        )}
      />
    </span>
  );
}
