import { initials, tint } from '@shared/domain/person';
import { inkOn } from '@shared/domain/color';
import styles from './CompanyMark.module.css';

interface CompanyMarkProps {
  name: string;
  /** `#rrggbb`; null is a tint of the app's own. */
  color: string | null;
  size?: 36 | 44;
}

/** A company's initials on its brand colour; decorative, the name always stands beside it. */
export function CompanyMark({ name, color, size = 36 }: CompanyMarkProps) {
  const hue = tint(name);
  return (
    <span
      className={styles.mark}
      aria-hidden="true"
      style={{
        width: size,
        height: size,
        background: color ?? `var(--tint-${hue})`,
        color: color ? inkOn(color) : `var(--tint-${hue}-text)`,
      }}
    >
      {initials(name)}
    </span>
  );
}
