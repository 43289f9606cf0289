import { useEffect, useRef, useState } from 'react';
import { t } from '@shared/i18n';
import { arrivals } from '@/data/live';
import { useStore } from '@/data/store';
import { previewText } from '../preview';

/** Arrivals are read together once a second, in milliseconds. */
const BATCH = 1000;

/** Says "Ana: texto" for messages that arrive at the open thread; the log itself is silent because its rows are virtual. */
export function Arrivals() {
  const incoming = useStore(arrivals);
  const [words, setWords] = useState('');
  const waiting = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  useEffect(() => {
    const fresh = incoming.filter((message) => message.direction === 'in');
    if (fresh.length === 0) return;
    waiting.current.push(
      ...fresh.map((message) =>
        t('thread.said', {
          name: message.author.name ?? '',
          text: previewText(message),
        }),
      ),
    );
    arrivals.write([]);
    timer.current ??= setTimeout(() => {
      timer.current = null;
      setWords(waiting.current.splice(0).join('. '));
    }, BATCH);
  }, [incoming]);
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );
  return (
    <span className="visually-hidden" role="status" aria-live="polite">
      {words}
    </span>
  );
}
