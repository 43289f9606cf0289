import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Check, Search } from 'lucide-react';
import { t } from '@shared/i18n';
import { matches } from '@shared/domain/search';
import styles from './PickList.module.css';

export interface PickOption {
  id: string;
  label: string;
  hint?: string | undefined;
  icon?: ReactNode;
  keys?: string | undefined;
  group?: string;
  checked?: boolean;
  disabled?: boolean;
}

interface PickListProps {
  /** Accessible name of field and list. */
  label: string;
  placeholder: string;
  options: PickOption[];
  onPick: (option: PickOption) => void;
  /** Given when the server searches: local filtering is then off. */
  onSearch?: (text: string) => void;
  busy?: boolean;
  empty?: string;
  multiple?: boolean;
  autoFocus?: boolean;
}

/** Search field over a list box; focus stays in the field and the active option is announced (ARIA combo box pattern). */
export function PickList({
  label,
  placeholder,
  options,
  onPick,
  onSearch,
  busy,
  empty,
  multiple,
  autoFocus = true,
}: PickListProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const shown = onSearch ? options : options.filter((option) => matches(`${option.label} ${option.hint ?? ''}`, text));
  const current = Math.min(active, shown.length - 1);

  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, [autoFocus]);

  useEffect(() => {
    list.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || shown.length === 0) return;
    if (event.key === 'ArrowDown') setActive((current + 1) % shown.length);
    else if (event.key === 'ArrowUp') setActive((current - 1 + shown.length) % shown.length);
    else if (event.key === 'Enter') {
      const option = shown[current];
      if (option && !option.disabled) onPick(option);
    } else return;
    event.preventDefault();
  };

  return (
    <div className={styles.pick}>
      <div className={styles.search}>
        <Search size={18} aria-hidden="true" />
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={shown[current] ? `${id}-${current}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
            onSearch?.(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        aria-multiselectable={multiple || undefined}
        aria-busy={busy || undefined}
        className={styles.list}
      >
        {shown.map((option, index) => {
          const starts = option.group && option.group !== shown[index - 1]?.group;
          return (
            <div key={option.id} role="presentation">
              {starts ? (
                <div className={styles.group} role="presentation">
                  {option.group}
                </div>
              ) : null}
              <div
                id={`${id}-${index}`}
                data-index={index}
                role="option"
                aria-selected={multiple ? Boolean(option.checked) : index === current}
                aria-disabled={option.disabled || undefined}
                data-active={index === current || undefined}
                className={styles.option}
                onPointerMove={() => setActive(index)}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => (option.disabled ? undefined : onPick(option))}
              >
                {option.icon ? (
                  <span className={styles.icon} aria-hidden="true">
                    {option.icon}
                  </span>
                ) : null}
                <span className={styles.words}>
                  <span>{option.label}</span>
                  {option.hint ? <small>{option.hint}</small> : null}
                </span>
                {option.keys ? <kbd>{option.keys}</kbd> : null}
                {option.checked ? <Check size={18} aria-hidden="true" /> : null}
              </div>
            </div>
          );
        })}
      </div>
      {shown.length === 0 && !busy ? <p className={styles.empty}>{empty ?? t('pick.empty')}</p> : null}
      <span className="visually-hidden" role="status">
        {busy ? t('state.loading') : t('pick.count', { count: shown.length })}
      </span>
    </div>
  );
}
