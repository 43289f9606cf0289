import { Check, CheckCheck, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { api, type ChatMessage } from './api';
import { cardsOf, optionsOf, shownTemplate, summaryOf } from './chat';
import styles from './simulator.module.css';
import { clockTime, t } from './texts';

interface BubbleProps {
  message: ChatMessage;
  quoted: ChatMessage | undefined;
  onReply: () => void;
  onEdit: () => void;
  onChoose: (kind: 'button_reply' | 'list_reply' | 'template_button', option: { id: string; title: string }) => void;
  onError: (error: unknown) => void;
}

const REACTIONS = ['👍', '❤️', '😂', '😮', '🙏'];

/** One message as WhatsApp shows it: the customer's on the right, the business's on the left. */
export function Bubble({ message, quoted, onReply, onEdit, onChoose, onError }: BubbleProps) {
  const [open, setOpen] = useState(false);
  const mine = message.direction === 'customer';
  const run = (action: Promise<unknown>): void => {
    setOpen(false);
    action.catch(onError);
  };
  const choices = optionsOf(message);
  return (
    <li className={mine ? styles.mine : styles.theirs} data-wamid={message.wamid}>
      <div className={styles.bubble}>
        {quoted && <p className={styles.quote}>{summaryOf(quoted.type, quoted.content)}</p>}
        {message.deleted_at ? <p className={styles.gone}>{t('deleted')}</p> : <Content message={message} />}
        <p className={styles.meta}>
          {message.edited_at && <span>{t('edited')}</span>}
          <time dateTime={message.created_at}>{clockTime(message.created_at)}</time>
          {mine && <Ticks status={message.status} />}
        </p>
        {Object.values(message.reactions).length > 0 && (
          <p className={styles.reactions}>{Object.values(message.reactions).join(' ')}</p>
        )}
        {!message.deleted_at && (
          <button
            type="button"
            className={styles.more}
            aria-label={t('actions')}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <Ellipsis size={16} aria-hidden />
          </button>
        )}
      </div>
      {choices.options.length > 0 && (
        <ul className={styles.choices}>
          {choices.options.map((option) => (
            <li key={option.id}>
              <button type="button" onClick={() => onChoose(choices.kind, option)}>
                {option.title}
              </button>
            </li>
          ))}
        </ul>
      )}
      {open && (
        <div className={styles.actions}>
          {REACTIONS.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-label={`${t('react')} ${emoji}`}
              onClick={() => run(api.react(message.wamid, message.reactions.customer === emoji ? '' : emoji))}
            >
              {emoji}
            </button>
          ))}
          <button type="button" onClick={() => (setOpen(false), onReply())}>
            {t('reply')}
          </button>
          {mine && message.type === 'text' && (
            <button type="button" onClick={() => (setOpen(false), onEdit())}>
              {t('edit')}
            </button>
          )}
          {mine && (
            <button type="button" onClick={() => run(api.remove(message.wamid))}>
              {t('remove')}
            </button>
          )}
        </div>
      )}
    </li>
  );
}

function Ticks({ status }: { status: ChatMessage['status'] }) {
  const read = status === 'read';
  const Icon = status === 'accepted' || status === 'sent' ? Check : CheckCheck;
  const label = read ? t('read') : Icon === Check ? t('sent') : t('delivered');
  return <Icon size={16} className={read ? styles.read : undefined} role="img" aria-label={label} />;
}

function Content({ message }: { message: ChatMessage }) {
  const { type, content } = message;
  const caption = typeof content.caption === 'string' && content.caption ? <p>{content.caption}</p> : null;
  const source = api.mediaUrl(content.id);
  switch (type) {
    case 'image':
    case 'sticker':
      return (
        <>
          <img
            className={type === 'image' ? styles.picture : styles.sticker}
            src={source}
            alt={caption ? '' : t('photo')}
          />
          {caption}
        </>
      );
    case 'video':
      return (
        <>
          <video className={styles.picture} src={source} controls />
          {caption}
        </>
      );
    case 'audio':
      return <audio src={source} controls />;
    case 'document':
      return (
        <>
          <a className={styles.file} href={source} download={String(content.filename ?? 'arquivo')}>
            {summaryOf('document', { filename: content.filename ?? 'arquivo' })}
          </a>
          {caption}
        </>
      );
    case 'template': {
      const { header, body, footer } = shownTemplate(content);
      return <Framed header={header} body={body ?? String(content.name)} footer={footer} />;
    }
    case 'unsupported':
      return <p>{t('poll')}</p>;
    case 'interactive':
      return <InteractiveText content={content} />;
    case 'location':
      return <Place content={content} />;
    case 'contacts':
      return <Cards content={content} />;
    default:
      return <p>{summaryOf(type, content) || t('unknown')}</p>;
  }
}

function InteractiveText({ content }: { content: Record<string, unknown> }) {
  const reply = (content.button_reply ?? content.list_reply) as { title?: string } | undefined;
  if (reply) return <p>{reply.title}</p>;
  if (content.type === 'nfm_reply') return <p>{t('form')}</p>;
  if (content.type === 'call_permission_reply') return <p>{t('calls')}</p>;
  const text = (part: unknown): string | undefined => (part as { text?: string } | undefined)?.text;
  return <Framed header={text(content.header)} body={text(content.body)} footer={text(content.footer)} />;
}

function Framed({ header, body, footer }: { header?: string; body?: string; footer?: string }) {
  return (
    <>
      {header && <p className={styles.strong}>{header}</p>}
      <p>{body}</p>
      {footer && <p className={styles.small}>{footer}</p>}
    </>
  );
}

/** A place with the way to see it on a map. */
function Place({ content }: { content: Record<string, unknown> }) {
  const spot = `${String(content.latitude)},${String(content.longitude)}`;
  return (
    <>
      <p className={styles.strong}>{summaryOf('location', { name: content.name ?? t('location') })}</p>
      {content.address ? <p className={styles.small}>{String(content.address)}</p> : null}
      <a
        className={styles.file}
        href={`https://www.google.com/maps/search/?api=1&query=${spot}`}
        target="_blank"
        rel="noopener noreferrer"
      >
        {spot.replace(',', ', ')}
      </a>
    </>
  );
}

function Cards({ content }: { content: Record<string, unknown> }) {
  return cardsOf(content).map(({ name, lines }, index) => (
    <div key={index}>
      <p className={styles.strong}>👤 {name}</p>
      {lines.map((line) => (
        <p key={line} className={styles.small}>
          {line}
        </p>
      ))}
    </div>
  ));
}
