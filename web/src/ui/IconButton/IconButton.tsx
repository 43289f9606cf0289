import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './IconButton.module.css';

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  /** Accessible name; also the hover hint. */
  label: string;
  icon: ReactNode;
  variant?: 'plain' | 'primary' | 'outline';
  /** Shortcut shown in the hint only. */
  keys?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** Square 44 px button whose name is always in the accessibility tree. */
export function IconButton({ label, icon, variant = 'plain', keys, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={keys ? `${label} (${keys})` : label}
      {...rest}
      aria-label={label}
      className={[styles.button, styles[variant], className ?? ''].join(' ')}
    >
      {icon}
    </button>
  );
}
