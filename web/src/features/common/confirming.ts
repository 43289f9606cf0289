/**
 * Confirming at one's provider happens in a window of its own, so that the form that asks for it stays as it is. The
 * window hands the proof over on a channel that only the form knows, and keeps its name while it is at the provider.
 */
const KEPT = 'central.confirming';
/** The page providers send people back to; the way there begins on it too. */
export const CONFIRMING = 'confirmar';
const name = (id: string): string => `central.confirming.${id}`;

/** Opens the window; to be called while a click is handled, or browsers refuse it. Returns what stops listening. */
export function openConfirmation(onProof: (proof: string) => void): () => void {
  const id = crypto.randomUUID();
  const channel = new BroadcastChannel(name(id));
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') onProof(data);
    channel.close();
  };
  window.open(`/entrar/retorno?${CONFIRMING}=${id}`, '_blank', 'popup,width=480,height=720');
  return () => channel.close();
}

/** In that window: remembers whose it is while it is at the provider. */
export const keepConfirming = (id: string): void => sessionStorage.setItem(KEPT, id);

/** In that window, back from the provider: whose it is, if it is one; read once. */
export function takeConfirming(): string | null {
  try {
    const id = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    return id;
  } catch {
    // Blocked storage: nothing was kept, so somebody signs in.
    return null;
  }
}

/** Hands the proof to the form that waits for it. */
export function handOver(id: string, proof: string): void {
  const channel = new BroadcastChannel(name(id));
  channel.postMessage(proof);
  channel.close();
}
