import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import { place } from '../Menu/Menu';
import styles from './Popover.module.css';

interface PopoverProps {
  label: string;
  trigger: (props: {
    ref: RefObject<HTMLButtonElement | null>;
    'aria-haspopup': 'dialog';
    'aria-expanded': boolean;
    onClick: () => void;
  }) => ReactNode;
  children: (close: () => void) => ReactNode;
}

/** Small non-modal dialog beside its button; Escape or a click outside closes it. */
export function Popover({ label, trigger, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  useLayoutEffect(() => {
    const element = box.current;
    if (!open || !element) return;
    const put = () => {
      if (button.current) place(element, button.current.getBoundingClientRect());
    };
    put();
    // Lazy content arrives later and changes the size.
    const observer = new ResizeObserver(put);
    observer.observe(element);
    element.focus();
    return () => observer.disconnect();
  }, [open]);

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!box.current?.contains(target) && !button.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, [open]);

  return (
    <>
      {trigger({ ref: button, 'aria-haspopup': 'dialog', 'aria-expanded': open, onClick: () => setOpen(!open) })}
      {open
        ? createPortal(
            <div
              ref={box}
              role="dialog"
              aria-label={label}
              tabIndex={-1}
              className={styles.popover}
              onKeyDown={(event) => {
                if (event.key !== 'Escape') return;
                event.stopPropagation();
                close();
              }}
            >
              {children(close)}
            </div>,
            button.current?.closest('dialog') ?? document.body,
          )
        : null}
    </>
  );
}
