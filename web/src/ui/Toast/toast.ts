export interface Toast {
  id: number;
  text: string;
  tone: 'calm' | 'error';
  action?: { label: string; run: () => void };
}

type Listener = () => void;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<Listener>();

/** How long a toast stays, in milliseconds; with an action it stays the 6 s in which one can undo. */
export const TOAST_MILLISECONDS = 6000;

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a short message; at most three are kept. */
export function toast(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): number {
  lastId += 1;
  publish([
    ...toasts.slice(-2),
    { id: lastId, text, tone: options.tone ?? 'calm', ...(options.action ? { action: options.action } : {}) },
  ]);
  return lastId;
}

export function dismissToast(id: number): void {
  publish(toasts.filter((one) => one.id !== id));
}

export const toastStore = {
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): readonly Toast[] => toasts,
};
