import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';
import { ChevronDown, CircleAlert } from 'lucide-react';
import styles from './Field.module.css';

interface Common {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Drawn inside the box, after the text. */
  action?: ReactNode;
}

function Frame({ label, hint, error, action, id, children }: Common & { id: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.box} data-invalid={error ? '' : undefined}>
        {children}
        {action}
      </div>
      {hint && !error ? (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className={styles.error}>
          <CircleAlert size={15} aria-hidden="true" />
          {error}
        </p>
      ) : null}
    </div>
  );
}

const describe = (id: string, { hint, error }: Common) => ({
  'aria-invalid': error ? true : undefined,
  'aria-describedby': error ? `${id}-error` : hint ? `${id}-hint` : undefined,
});

/** Labelled text input with hint and error. */
export function Field({
  label,
  hint,
  error,
  action,
  ref,
  ...rest
}: Common & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  const id = useId();
  return (
    <Frame {...{ label, hint, error, action, id }}>
      <input {...rest} ref={ref} id={id} className={styles.input} {...describe(id, { label, hint, error })} />
    </Frame>
  );
}

/** Labelled multi-line text. */
export function TextArea({ label, hint, error, ...rest }: Common & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <Frame {...{ label, hint, error, id }}>
      <textarea rows={3} {...rest} id={id} className={styles.input} {...describe(id, { label, hint, error })} />
    </Frame>
  );
}

/** Labelled native select: the phone's own wheel, the keyboard's own search. */
export function Select({ label, hint, error, children, ...rest }: Common & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <Frame {...{ label, hint, error, id }}>
      <select
        {...rest}
        id={id}
        className={`${styles.input} ${styles.select}`}
        {...describe(id, { label, hint, error })}
      >
        {children}
      </select>
      <ChevronDown size={18} aria-hidden="true" className={styles.arrow} />
    </Frame>
  );
}
