import { useEffect, useRef, type ReactNode } from 'react';
import styles from './settings.module.css';

/** Heading of a settings page; takes the focus when the page is opened. */
export function PageHead({ title, text, action }: { title: string; text: string; action?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header className={styles.head}>
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p>{text}</p>
      </div>
      {action}
    </header>
  );
}
