import { useEffect, useRef, useState } from 'react';
import { Search, X } from 'lucide-react';
import { t } from '@shared/i18n';
import styles from './SearchField.module.css';

/** Pause after typing before the server is asked, in milliseconds. */
const PAUSE = 250;

export function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const field = useRef<HTMLInputElement>(null);

  // Filters can also be cleared elsewhere.
  useEffect(() => {
    setText((typed) => (typed.trim() === value ? typed : value));
  }, [value]);

  const send = (next: string, at: number) => {
    setText(next);
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next.trim()), at);
  };
  return (
    <div className={styles.search} role="search">
      <Search size={18} aria-hidden="true" />
      <input
        ref={field}
        id="inbox-search"
        type="search"
        aria-label={t('inbox.search')}
        placeholder={t('inbox.search')}
        enterKeyHint="search"
        value={text}
        onChange={(event) => send(event.target.value, PAUSE)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send(text, 0);
          if (event.key === 'Escape') {
            if (text) send('', 0);
            else field.current?.blur();
          }
        }}
      />
      {text ? (
        <button
          type="button"
          aria-label={t('inbox.clearSearch')}
          onClick={() => {
            send('', 0);
            field.current?.focus();
          }}
        >
          <X size={18} aria-hidden="true" />
        </button>
      ) : null}
    </div>
  );
}
