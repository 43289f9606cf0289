import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import styles from './Segmented.module.css';

export interface Segment<Value extends string> {
  value: Value;
  /** Short label on screen. */
  label: string;
  /** Full accessible name where the short label is not enough. */
  name?: string;
  icon?: ReactNode;
  count?: number | undefined;
}

interface SegmentedProps<Value extends string> {
  label: string;
  segments: Segment<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  kind?: 'pills' | 'underline';
}

/** One choice among few, never clipped: a radio group with arrow keys and one tab stop. */
export function Segmented<Value extends string>({
  label,
  segments,
  value,
  onChange,
  kind = 'pills',
}: SegmentedProps<Value>) {
  const group = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowDown'
        ? 1
        : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
          ? -1
          : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const at = segments.findIndex((segment) => segment.value === value);
    const next = segments[(at + step + segments.length) % segments.length];
    if (!next) return;
    onChange(next.value);
    group.current?.querySelector<HTMLElement>(`[data-value="${next.value}"]`)?.focus();
  };
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      className={`${styles.group} ${styles[kind]}`}
      onKeyDown={onKeyDown}
    >
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          role="radio"
          data-value={segment.value}
          aria-checked={segment.value === value}
          aria-label={
            segment.name
              ? segment.count === undefined
                ? segment.name
                : `${segment.name}: ${segment.count}`
              : undefined
          }
          tabIndex={segment.value === value ? 0 : -1}
          className={styles.segment}
          onClick={() => onChange(segment.value)}
        >
          {segment.icon}
          <span className={styles.label}>{segment.label}</span>
          {segment.count === undefined ? null : (
            <span className={`${styles.count} tabular`}>{segment.count > 999 ? '999+' : segment.count}</span>
          )}
        </button>
      ))}
    </div>
  );
}
