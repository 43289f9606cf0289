import styles from './Spinner.module.css';

/** Decorative: the element that is busy says so with aria-busy. */
export function Spinner({ size = 18 }: { size?: number }) {
  return <span className={styles.spinner} style={{ width: size, height: size }} aria-hidden="true" />;
}
