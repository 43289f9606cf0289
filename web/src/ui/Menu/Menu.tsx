import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { createPortal } from 'react-dom';
import { Check } from 'lucide-react';
import styles from './Menu.module.css';

export interface MenuItem {
  id: string;
  label: string;
  hint?: string;
  icon?: ReactNode;
  keys?: string | undefined;
  /** Set for a choice among several; undefined for a plain command. */
  checked?: boolean;
  tone?: 'danger';
  disabled?: boolean;
  separated?: boolean;
  run: () => void;
}

interface TriggerProps {
  ref: RefObject<HTMLButtonElement | null>;
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
  'aria-controls': string | undefined;
  onClick: () => void;
}

/**
 * Menu button after the WAI-ARIA pattern: arrows, Home, End, first letters, Escape and Tab close and give focus back.
 *
 * @param trigger draws the button from the props it is given
 */
export function Menu({
  label,
  items,
  trigger,
  header,
}: {
  label: string;
  items: MenuItem[];
  trigger: (props: TriggerProps) => ReactNode;
  header?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  const close = (refocus = true) => {
    setOpen(false);
    if (refocus) button.current?.focus();
  };

  useLayoutEffect(() => {
    if (!open || !list.current || !button.current) return;
    place(list.current, button.current.getBoundingClientRect());
    const current = list.current.querySelector<HTMLElement>('[aria-checked=true]') ?? entries(list.current)[0];
    current?.focus();
  }, [open]);

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!list.current?.contains(target) && !button.current?.contains(target)) setOpen(false);
    };
    const gone = () => setOpen(false);
    document.addEventListener('pointerdown', outside, true);
    window.addEventListener('resize', gone);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      window.removeEventListener('resize', gone);
    };
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    const all = list.current ? entries(list.current) : [];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    const next = moves[event.key];
    if (next !== undefined) {
      all[(next + all.length) % all.length]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      close();
      if (event.key === 'Tab') return;
    } else if (event.key.length === 1 && event.key !== ' ') {
      const letter = event.key.toLowerCase();
      const order = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      order.find((entry) => entry.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // Inside a modal dialog the rest of the page is inert: the menu must be drawn within it.
  const host = button.current?.closest('dialog') ?? document.body;
  return (
    <>
      {trigger({
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        'aria-controls': open ? id : undefined,
        onClick: () => setOpen(!open),
      })}
      {open
        ? createPortal(
            <div ref={list} className={styles.menu} onKeyDown={onKeyDown}>
              {header}
              <div id={id} role="menu" aria-label={label}>
                {items.map((item) => (
                  <button
                    key={item.id}
                    type="button"
                    tabIndex={-1}
                    role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
                    aria-checked={item.checked}
                    disabled={item.disabled}
                    className={styles.item}
                    data-tone={item.tone}
                    data-separated={item.separated || undefined}
                    onClick={() => {
                      close();
                      item.run();
                    }}
                  >
                    <span className={styles.icon} aria-hidden="true">
                      {item.icon}
                    </span>
                    <span className={styles.words}>
                      {item.label}
                      {item.hint ? <small>{item.hint}</small> : null}
                    </span>
                    {item.checked ? <Check size={18} aria-hidden="true" /> : null}
                    {item.keys ? <kbd className={styles.keys}>{item.keys}</kbd> : null}
                  </button>
                ))}
              </div>
            </div>,
            host,
          )
        : null}
    </>
  );
}

const entries = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)'),
];

/** Puts a floating box under (or over) its anchor and keeps it inside the window. */
export function place(box: HTMLElement, anchor: DOMRect): void {
  const margin = 8;
  const { width, height } = box.getBoundingClientRect();
  const below = anchor.bottom + 4;
  const top = below + height + margin <= innerHeight ? below : Math.max(margin, anchor.top - height - 4);
  const startsRight = anchor.left + width + margin > innerWidth;
  const left = startsRight ? Math.max(margin, anchor.right - width) : anchor.left;
  box.style.top = `${top}px`;
  box.style.left = `${Math.min(left, innerWidth - width - margin)}px`;
}
