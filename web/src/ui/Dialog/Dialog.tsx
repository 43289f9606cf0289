import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { t } from '@shared/i18n';
import { IconButton } from '../IconButton/IconButton';
import styles from './Dialog.module.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  /** `palette` sits high without a header, `full` covers the screen (light box). */
  kind?: 'form' | 'wide' | 'palette' | 'full' | 'side';
}

/**
 * Modal on the native dialog element: the browser keeps focus inside, makes the rest inert, answers Escape and gives
 * focus back. Below 768 px a form becomes a bottom sheet.
 */
export function Dialog({ title, onClose, children, footer, kind = 'form' }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const bare = kind === 'palette' || kind === 'full';

  // Before the effects of what is inside: the browser gives the focus to the first button, a search field takes it then.
  useLayoutEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={element}
      className={`${styles.dialog} ${styles[kind]}`}
      aria-labelledby={bare ? undefined : heading}
      aria-label={bare ? title : undefined}
      onCancel={(event) => {
        // React hands up that of a dialog inside, the browser that of a choice of files: neither closes this one.
        if (event.target !== element.current) return;
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div className={styles.inside}>
        {bare ? null : (
          <header className={styles.header}>
            <h2 id={heading}>{title}</h2>
            <IconButton label={t('action.close')} icon={<X size={20} />} onClick={onClose} />
          </header>
        )}
        <div className={bare ? styles.bare : styles.body}>{children}</div>
        {footer ? <footer className={styles.footer}>{footer}</footer> : null}
      </div>
    </dialog>
  );
}
