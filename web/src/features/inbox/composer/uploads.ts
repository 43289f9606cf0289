import { api, ApiError } from '@shared/api/client';
import type { Media, NewMessage } from '@shared/api/types';

export interface Upload {
  id: string;
  file: File;
  /** A voice note is played where it stands, an audio file is attached. */
  voice: boolean;
  preview: string | null;
  progress: number;
  state: 'uploading' | 'ready' | 'failed';
  mediaId: string | null;
  error: string | null;
}

/** Longest side of a picture that is sent, in pixels, and from which size a picture is made smaller at all. */
const LONGEST_SIDE = 1600;
const SHRINK_FROM_BYTES = 300_000;

/** What WhatsApp takes, in bytes, by kind (Cloud API media limits). */
const LIMITS: Record<string, number> = {
  image: 5_000_000,
  video: 16_000_000,
  audio: 16_000_000,
  document: 100_000_000,
};

/** Which message type carries a file. */
export function messageType(mime: string): NonNullable<NewMessage['type']> {
  if (/^image\/(jpeg|png)/.test(mime)) return 'image';
  if (mime === 'image/webp') return 'sticker';
  if (/^video\/(mp4|3gpp)/.test(mime)) return 'video';
  if (mime.startsWith('audio/')) return 'audio';
  return 'document';
}

/** Largest size in bytes of a file of this kind. */
export const sizeLimit = (mime: string): number => LIMITS[messageType(mime)] ?? 100_000_000;

/** New width and height that keep the proportions within the longest side allowed. */
export function fitWithin(width: number, height: number, longest = LONGEST_SIDE): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Makes a photo small enough to travel; anything that cannot be drawn is sent as it is. */
export async function downscale(file: File): Promise<File> {
  if (
    !/^image\/(jpeg|png|webp|heic|heif|bmp)$/.test(file.type) ||
    (file.size < SHRINK_FROM_BYTES && /^image\/(jpeg|png)$/.test(file.type))
  )
    return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const size = fitWithin(bitmap.width, bitmap.height);
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext('2d');
    if (!context) return file;
    // JPEG has no transparency: what was see-through becomes white, not black.
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, size.width, size.height);
    context.drawImage(bitmap, 0, 0, size.width, size.height);
    bitmap.close();
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
    if (blob.size >= file.size && /^image\/(jpeg|png)$/.test(file.type)) return file;
    return new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
  } catch {
    return file;
  }
}

function put(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: Blob,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  // fetch cannot report how much of a body has been sent.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new ApiError(request.status, 'upload_failed', ''));
    request.onerror = () => reject(new ApiError(0, 'network', ''));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}

/** Creates the media, sends its bytes straight to storage, and tells the server that they are there. */
export async function uploadFile(
  file: File,
  voice: boolean,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Media> {
  const mime_type = file.type.split(';')[0] || 'application/octet-stream';
  const { id, upload } = await api.media.create({
    file_name: file.name,
    mime_type,
    bytes: file.size,
    ...(voice ? { voice } : {}),
  });
  if (signal.aborted) throw new DOMException('cancelled', 'AbortError');
  await put(upload.url, upload.method, upload.headers, file, onProgress, signal);
  const media = await api.media.complete(id);
  return { ...media, id: media.id ?? id };
}
