import { useRef, useState } from 'react';
import { Mic, Pause, Play } from 'lucide-react';
import { recordingTime } from '@shared/format';
import { t } from '@shared/i18n';
import { IconButton } from '@/ui/IconButton/IconButton';
import styles from './AudioPlayer.module.css';

const SPEEDS = [1, 1.5, 2];

/** Own small player: play, seek, time, speed; the browser's one is too wide for a bubble. */
export function AudioPlayer({ url, length, onError }: { url: string; length: number | null; onError?: () => void }) {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [measured, setMeasured] = useState<number | null>(null);
  const [speed, setSpeed] = useState(1);
  const total = measured ?? length ?? 0;

  const toggle = () => {
    const element = audio.current;
    if (!element) return;
    if (playing) element.pause();
    else {
      // One voice at a time.
      for (const other of document.querySelectorAll('audio')) if (other !== element) other.pause();
      void element.play().catch(() => setPlaying(false));
    }
  };
  const faster = () => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
    setSpeed(next);
    if (audio.current) audio.current.playbackRate = next;
  };
  return (
    <div className={styles.player}>
      <audio
        ref={audio}
        src={url}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setAt(0)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onLoadedMetadata={(event) => {
          // Recordings of browsers carry no length: the element then says Infinity.
          const { duration } = event.currentTarget;
          if (Number.isFinite(duration)) setMeasured(duration);
        }}
        onError={onError}
      />
      <IconButton
        className={styles.play ?? ''}
        label={t(playing ? 'audio.pause' : 'audio.play')}
        icon={playing ? <Pause size={20} fill="currentColor" /> : <Play size={20} fill="currentColor" />}
        onClick={toggle}
      />
      <div className={styles.middle}>
        <input
          type="range"
          className={styles.range}
          aria-label={t('audio.position')}
          aria-valuetext={`${recordingTime(at)} / ${recordingTime(total)}`}
          min={0}
          max={Math.max(total, 0.1)}
          step={0.1}
          value={Math.min(at, total)}
          style={{ '--played': `${total > 0 ? (Math.min(at, total) / total) * 100 : 0}%` } as React.CSSProperties}
          onChange={(event) => {
            const to = Number(event.target.value);
            setAt(to);
            if (audio.current) audio.current.currentTime = to;
          }}
        />
        <span className={`${styles.time} tabular`}>
          <Mic size={12} aria-hidden="true" /> {at > 0 ? recordingTime(at) : recordingTime(total)}
        </span>
      </div>
      <button
        type="button"
        className={styles.speed}
        onClick={faster}
        aria-label={t('audio.speed', { speed: String(speed) })}
      >
        {`${speed}×`}
      </button>
    </div>
  );
}
