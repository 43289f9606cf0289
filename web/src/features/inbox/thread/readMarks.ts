import { useEffect } from 'react';
import type { Conversation } from '@shared/api/types';
import { markRead } from '../actions';

/** The bottom must have been in sight this long before a thread counts as read, in milliseconds. */
export const SEEN_FOR = 1000;

/** Conversations that were marked as unread by hand: they stay so until left or until something new comes. */
const held = new Map<string, number>();

export function holdUnread(id: string): void {
  held.set(id, Number.POSITIVE_INFINITY);
}

export const releaseUnread = (id: string): void => void held.delete(id);

/** Sends the read mark when the page is visible and the end of the thread has been seen for a second. */
export function useReadMark(conversation: Conversation, lastSequence: number, atBottom: boolean): void {
  const { id, read_sequence, unread_count } = conversation;
  useEffect(() => () => releaseUnread(id), [id]);
  useEffect(() => {
    const unread = unread_count > 0 || lastSequence > read_sequence;
    if (!atBottom || !unread || lastSequence <= 0) return;
    const hold = held.get(id);
    if (hold === Number.POSITIVE_INFINITY) {
      held.set(id, lastSequence);
      return;
    }
    if (hold !== undefined && lastSequence <= hold) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const arm = () => {
      if (timer) clearTimeout(timer);
      timer =
        document.visibilityState === 'visible' ? setTimeout(() => void markRead(id, lastSequence), SEEN_FOR) : null;
    };
    arm();
    document.addEventListener('visibilitychange', arm);
    return () => {
      if (timer) clearTimeout(timer);
      document.removeEventListener('visibilitychange', arm);
    };
  }, [id, read_sequence, unread_count, lastSequence, atBottom]);
}
