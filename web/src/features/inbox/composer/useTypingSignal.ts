import { useCallback, useEffect, useRef } from 'react';
import { api } from '@shared/api/client';

/** Repeated while writing, in milliseconds; receivers forget it after 5 s. */
const REPEAT = 3000;
const STOP_AFTER = 2000;

/** Tells others that this agent is writing: on the first key, every 3 s, and off after 2 s of rest. */
export function useTypingSignal(conversationId: string): { typed: () => void; stop: () => void } {
  const lastSent = useRef(0);
  const on = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const stop = useCallback(() => {
    if (timer.current) clearTimeout(timer.current);
    if (!on.current) return;
    on.current = false;
    lastSent.current = 0;
    void api.conversations.typing(conversationId, 'off').catch(() => undefined);
  }, [conversationId]);

  const typed = useCallback(() => {
    const now = Date.now();
    if (now - lastSent.current >= REPEAT) {
      lastSent.current = now;
      on.current = true;
      void api.conversations.typing(conversationId, 'on').catch(() => undefined);
    }
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(stop, STOP_AFTER);
  }, [conversationId, stop]);

  useEffect(() => stop, [stop]);
  return { typed, stop };
}
