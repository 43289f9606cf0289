import {
  ClipboardList,
  FileQuestion,
  LayoutTemplate,
  List,
  MousePointerClick,
  PhoneCall,
  Reply,
  ShoppingCart,
} from 'lucide-react';
import type { InteractiveContent, Message, Order } from '@shared/api/types';
import { answersOf } from '@shared/domain/form';
import { money } from '@shared/format';
import { t } from '@shared/i18n';
import { MessageText } from '@/ui/MessageText/MessageText';
import { answerName, typeName } from '../preview';
import { ContactCards, PlaceCard } from './Cards';
import { MediaView } from './MediaView';
import styles from './MessageContent.module.css';

/** What a message says, by its type; unknown types are named, never dropped. */
export function MessageContent({ message }: { message: Message }) {
  const { type, text } = message;
  switch (type) {
    case 'text':
      return text ? <MessageText text={text} /> : null;
    case 'image':
    case 'audio':
    case 'video':
    case 'document':
    case 'sticker':
      return (
        <>
          {message.media.length > 0 ? (
            message.media.map((media) => <MediaView key={media.id} media={media} type={type} caption={text} />)
          ) : (
            <Unsupported label={typeName(type)} />
          )}
          {text ? <MessageText text={text} /> : null}
        </>
      );
    case 'location':
      return message.location ? <PlaceCard location={message.location} /> : <Unsupported label={typeName(type)} />;
    case 'contact':
      return <ContactCards cards={message.contacts ?? []} />;
    case 'interactive':
      if (message.order) return <CatalogueOrder order={message.order} text={text} />;
      return <Interactive content={message.interactive} text={text} inbound={message.direction === 'in'} />;
    case 'template':
      return (
        <>
          <span className={styles.kind}>
            <LayoutTemplate size={13} aria-hidden="true" /> {t('type.template')}
            {message.template?.name ? `: ${message.template.name}` : ''}
          </span>
          {message.media.map((media) => (
            <MediaView key={media.id} media={media} type={media.kind} caption={text} />
          ))}
          {text || message.template?.text ? <MessageText text={text ?? message.template?.text ?? ''} /> : null}
        </>
      );
    default:
      return (
        <>
          <Unsupported label={t('message.unsupported')} />
          {text ? <MessageText text={text} /> : null}
        </>
      );
  }
}

function Unsupported({ label }: { label: string }) {
  return (
    <p className={styles.unsupported}>
      <FileQuestion size={18} aria-hidden="true" /> {label}
    </p>
  );
}

function CatalogueOrder({ order, text }: { order: Order; text: string | null }) {
  const items = order.items ?? [];
  const currency = items[0]?.currency ?? '';
  const total = items.reduce((sum, item) => sum + (item.price ?? 0) * (item.quantity ?? 1), 0);
  return (
    <>
      <span className={styles.kind}>
        <ShoppingCart size={13} aria-hidden="true" /> {t('message.order')}
      </span>
      <ul className={styles.order}>
        {items.map((item, index) => (
          <li key={index}>
            <span>{`${item.quantity ?? 1} × ${item.retailer_id ?? ''}`}</span>
            <span>{money(item.price ?? 0, item.currency ?? '')}</span>
          </li>
        ))}
      </ul>
      {items.every((item) => (item.currency ?? '') === currency) && items.length > 0 ? (
        <p className={styles.chosen}>{t('message.orderTotal', { amount: money(total, currency) })}</p>
      ) : null}
      {text ? <MessageText text={text} /> : null}
    </>
  );
}

/** What the contact filled in, under the names the form gives its fields; the platform's own mark says nothing to people. */
function FormReply({ data }: { data: unknown }) {
  return (
    <>
      <span className={styles.kind}>
        <ClipboardList size={13} aria-hidden="true" /> {answerName({ kind: 'form_reply' })}
      </span>
      {typeof data === 'string' ? <MessageText text={data} /> : null}
      <dl className={styles.form}>
        {answersOf(data).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Interactive({
  content,
  text,
  inbound,
}: {
  content: InteractiveContent | null;
  text: string | null;
  inbound: boolean;
}) {
  const chosen = content?.title ?? text;
  if (content?.kind === 'form_reply') return <FormReply data={content.data} />;
  if (content?.kind === 'call_permission_reply') {
    return (
      <p className={styles.said}>
        <PhoneCall size={14} aria-hidden="true" /> {answerName(content)}
      </p>
    );
  }
  if (inbound) {
    return (
      <>
        <span className={styles.kind}>
          <MousePointerClick size={13} aria-hidden="true" /> {t('message.chose')}
        </span>
        <p className={styles.chosen}>{chosen ?? typeName('interactive')}</p>
        {content?.description ? <p className={styles.small}>{content.description}</p> : null}
      </>
    );
  }
  return (
    <>
      {typeof content?.header === 'string' ? <strong>{content.header}</strong> : null}
      <MessageText text={content?.body ?? text ?? ''} />
      {content?.footer ? <p className={styles.small}>{content.footer}</p> : null}
      <ul className={styles.buttons}>
        {(content?.buttons ?? []).map((button) => (
          <li key={button.id}>
            <Reply size={14} aria-hidden="true" /> {button.title}
          </li>
        ))}
        {(content?.sections ?? []).flatMap((section) => section.rows).length > 0 ? (
          <li className={styles.list}>
            <details>
              <summary>
                <List size={14} aria-hidden="true" /> {content?.button ?? t('interactive.open')}
              </summary>
              {(content?.sections ?? []).map((section, index) => (
                <div key={section.title ?? index}>
                  {section.title ? <strong>{section.title}</strong> : null}
                  {section.rows.map((row) => (
                    <p key={row.id}>
                      {row.title}
                      {row.description ? <small> {row.description}</small> : null}
                    </p>
                  ))}
                </div>
              ))}
            </details>
          </li>
        ) : null}
      </ul>
    </>
  );
}
