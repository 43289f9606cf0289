import { useEffect, useState } from 'react';
import styles from './Skeleton.module.css';

/** True once `pending` has lasted 150 ms: short waits show nothing instead of a flicker. */
export function useLate(pending: boolean, milliseconds = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [pending, milliseconds]);
  return pending && late;
}

/** Grey shape with the geometry of what will come. */
export function Skeleton({
  width = '100%',
  height = 14,
  round,
}: {
  width?: number | string;
  height?: number;
  round?: boolean;
}) {
  return (
    <span
      className={styles.bone}
      style={{ width, height, borderRadius: round ? '50%' : undefined }}
      aria-hidden="true"
    />
  );
}
