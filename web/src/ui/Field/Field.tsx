import {
  useEffect,
  useId,
  useRef,
  useState,
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

interface FrameProps extends Common {
  id: string;
  frame: Standing['frame'];
}

function Frame({ label, hint, error, action, id, frame, children }: FrameProps & { children: ReactNode }) {
  return (
    <div {...frame} className={styles.field}>
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

const describe = (id: string, { hint, error }: Pick<Common, 'hint' | 'error'>) => ({
  'aria-invalid': error ? true : undefined,
  'aria-describedby': error ? `${id}-error` : hint ? `${id}-hint` : undefined,
});

interface Standing {
  /** What is still true of what stands in the field. */
  error: string | undefined;
  frame: { ref: Ref<HTMLDivElement>; onChange: () => void };
}

/**
 * What was wrong with a field is no longer said once the field is edited: that was about another text. The form says
 * anew what is wrong when it is sent again, be it the same.
 */
function useStanding(error: string | undefined): Standing {
  const ref = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(error);
  const [edited, setEdited] = useState(false);
  if (error !== seen) {
    setSeen(error);
    setEdited(false);
  }
  useEffect(() => {
    if (!edited) return;
    const form = ref.current?.closest('form');
    const sent = () => setEdited(false);
    form?.addEventListener('submit', sent);
    return () => form?.removeEventListener('submit', sent);
  }, [edited]);
  // With the change and not before it, at the browser's input: drawn in between, a select would show its old choice again,
  // and that would be what it changed to.
  const onChange = () => {
    if (error) setEdited(true);
  };
  return { error: edited ? undefined : error, frame: { ref, onChange } };
}

/** Labelled text input with hint and error. */
export function Field({
  label,
  hint,
  error: said,
  action,
  ref,
  ...rest
}: Common & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  const id = useId();
  const { error, frame } = useStanding(said);
  return (
    <Frame {...{ label, hint, error, action, id, frame }}>
      <input {...rest} ref={ref} id={id} className={styles.input} {...describe(id, { hint, error })} />
    </Frame>
  );
}

/** Labelled multi-line text. */
export function TextArea({ label, hint, error: said, ...rest }: Common & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  const { error, frame } = useStanding(said);
  return (
    <Frame {...{ label, hint, error, id, frame }}>
      <textarea rows={3} {...rest} id={id} className={styles.input} {...describe(id, { hint, error })} />
    </Frame>
  );
}

/** Labelled native select: the phone's own wheel, the keyboard's own search. */
export function Select({
  label,
  hint,
  error: said,
  children,
  ...rest
}: Common & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  const { error, frame } = useStanding(said);
  return (
    <Frame {...{ label, hint, error, id, frame }}>
      <select {...rest} id={id} className={`${styles.input} ${styles.select}`} {...describe(id, { hint, error })}>
        {children}
      </select>
      <ChevronDown size={18} aria-hidden="true" className={styles.arrow} />
    </Frame>
  );
}
