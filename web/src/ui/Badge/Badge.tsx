import type { ReactNode } from 'react';
import styles from './Badge.module.css';

export type Tone = 'neutral' | 'brand' | 'ok' | 'warn' | 'error' | 'info' | 'note';

/** Small status word; colour only supports the word and the icon. */
export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`}>
      {icon}
      <span className={styles.text}>{children}</span>
    </span>
  );
}

/** Number of unread things; the words for screen readers come from the caller. */
export function Count({ value, label, quiet }: { value: number; label?: string; quiet?: boolean }) {
  if (value <= 0) return null;
  return (
    <span className={`${styles.count} ${quiet ? styles.quiet : ''} tabular`}>
      <span aria-hidden={label ? true : undefined}>{value > 99 ? '99+' : value}</span>
      {label ? <span className="visually-hidden">{label}</span> : null}
    </span>
  );
}
