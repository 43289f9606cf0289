import { useState, type ReactNode } from 'react';
import { initials, tint } from '@shared/domain/person';
import styles from './Avatar.module.css';

export type PresenceState = 'online' | 'busy' | 'pause' | 'offline';

interface AvatarProps {
  name: string;
  url?: string | null | undefined;
  size?: 28 | 36 | 44 | 64 | 88;
  /** Small mark at the lower right corner, such as the channel. */
  mark?: ReactNode;
  presence?: PresenceState | undefined;
}

/** Picture or tinted initials; decorative, the name always stands beside it. */
export function Avatar({ name, url, size = 44, mark, presence }: AvatarProps) {
  const [broken, setBroken] = useState(false);
  const hue = tint(name);
  return (
    <span className={styles.avatar} style={{ width: size, height: size, fontSize: size * 0.36 }} aria-hidden="true">
      {url && !broken ? (
        <img className={styles.picture} src={url} alt="" onError={() => setBroken(true)} />
      ) : (
        <span className={styles.letters} style={{ background: `var(--tint-${hue})`, color: `var(--tint-${hue}-text)` }}>
          {initials(name)}
        </span>
      )}
      {mark ? <span className={styles.mark}>{mark}</span> : null}
      {presence ? <span className={`${styles.dot} ${styles[presence]}`} /> : null}
    </span>
  );
}
