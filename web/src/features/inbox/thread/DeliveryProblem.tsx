import { CircleAlert, CircleHelp, Clock } from 'lucide-react';
import type { Message } from '@shared/api/types';
import { duration } from '@shared/format';
import { t, translated } from '@shared/i18n';
import { useNow } from '@/data/clock';
import { discard, outboxStore, resend } from '@/data/outbox';
import { useStore } from '@/data/store';
import { retryMessage } from '../actions';
import styles from './DeliveryProblem.module.css';

/** What went wrong with a message of ours, in words, and what can be done about it. */
export function DeliveryProblem({ message }: { message: Message }) {
  const entry = useStore(outboxStore, (all) => all.find((one) => one.client_id === message.id));
  const now = useNow();
  if (entry?.state === 'ask') {
    return (
      <Box
        tone="warn"
        icon={<Clock size={15} aria-hidden="true" />}
        text={t('outbox.ask', { time: duration(now - entry.created_at) })}
      >
        <button type="button" onClick={() => resend(entry.client_id)}>
          {t('outbox.send')}
        </button>
        <button type="button" onClick={() => void discard(entry.client_id)}>
          {t('outbox.discard')}
        </button>
      </Box>
    );
  }
  if (entry?.state === 'failed') {
    return (
      <Box
        tone="error"
        icon={<CircleAlert size={15} aria-hidden="true" />}
        text={
          entry.error?.code === 'window_closed'
            ? t('error.windowClosed')
            : translated(entry.error?.message ?? '') || t('message.failed')
        }
      >
        <button type="button" onClick={() => resend(entry.client_id)}>
          {t('message.retry')}
        </button>
        <button type="button" onClick={() => void discard(entry.client_id)}>
          {t('outbox.discard')}
        </button>
      </Box>
    );
  }
  if (message.status === 'failed') {
    if (message.error?.code === 'malware')
      return <Box tone="error" icon={<CircleAlert size={15} aria-hidden="true" />} text={t('message.malware')} />;
    return (
      <Box
        tone="error"
        icon={<CircleAlert size={15} aria-hidden="true" />}
        text={translated(message.error?.message ?? '') || t('message.failed')}
      >
        <button type="button" onClick={() => void retryMessage(message.id)}>
          {t('message.retry')}
        </button>
      </Box>
    );
  }
  if (message.status === 'unknown')
    return <Box tone="warn" icon={<CircleHelp size={15} aria-hidden="true" />} text={t('message.unknown')} />;
  return null;
}

function Box({
  tone,
  icon,
  text,
  children,
}: {
  tone: 'warn' | 'error';
  icon: React.ReactNode;
  text: string;
  children?: React.ReactNode;
}) {
  return (
    <span className={styles.box} data-tone={tone}>
      <span className={styles.text}>
        {icon} {text}
      </span>
      {children ? <span className={styles.buttons}>{children}</span> : null}
    </span>
  );
}
