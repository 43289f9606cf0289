import { useEffect, useState, useSyncExternalStore } from 'react';
import { CircleAlert, X } from 'lucide-react';
import { t } from '@shared/i18n';
import { IconButton } from '../IconButton/IconButton';
import { dismissToast, toastStore, TOAST_MILLISECONDS, type Toast } from './toast';
import styles from './Toast.module.css';

/** Shows toasts; waits while the pointer or the focus is on one. */
export function Toaster() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.read);
  return (
    <div className={styles.region} role="region" aria-label={t('toast.region')}>
      <div role="status" aria-live="polite" className={styles.list}>
        {toasts.map((one) => (
          <ToastCard key={one.id} toast={one} />
        ))}
      </div>
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), TOAST_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
  return (
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.tone === 'error' ? <CircleAlert size={18} aria-hidden="true" /> : null}
      <span className={styles.text}>{toast.text}</span>
      {toast.action ? (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      ) : null}
      <IconButton
        className={styles.close ?? ''}
        label={t('action.dismiss')}
        icon={<X size={16} />}
        onClick={() => dismissToast(toast.id)}
      />
    </div>
  );
}
