import type { ReactNode } from 'react';
import type { Tone } from '../Badge/Badge';
import styles from './Banner.module.css';

interface BannerProps {
  tone?: Exclude<Tone, 'brand'>;
  icon?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** A quiet line about the state of what is below it; polite for screen readers. */
export function Banner({ tone = 'info', icon, action, children }: BannerProps) {
  return (
    <div className={`${styles.banner} ${styles[tone]}`} role="status">
      {icon}
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  );
}
