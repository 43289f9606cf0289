import { useEffect, useRef, useState } from 'react';
import { fileSize } from '@shared/format';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { toast } from '@/ui/Toast/toast';
import { downscale, sizeLimit, uploadFile, type Upload } from './uploads';

/** Files at most in one go: more belongs into an archive. */
const AT_MOST = 10;

/** Files on their way: they start at once, can be cancelled, and are sent with the message. */
export function useUploads(initial: Upload[] = []) {
  const [uploads, setUploads] = useState<Upload[]>(initial);
  const aborts = useRef(new Map<string, AbortController>());

  const change = (id: string, fields: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...fields } : one)));

  const start = async (id: string, original: File, voice: boolean) => {
    const abort = new AbortController();
    aborts.current.set(id, abort);
    try {
      const file = await downscale(original);
      const limit = sizeLimit(file.type);
      if (file.size > limit) {
        change(id, { state: 'failed', error: t('upload.tooLarge', { limit: fileSize(limit) }) });
        return;
      }
      change(id, { file });
      const media = await uploadFile(file, voice, (progress) => change(id, { progress }), abort.signal);
      change(id, { state: 'ready', progress: 1, mediaId: media.id });
    } catch (error) {
      if (!abort.signal.aborted) change(id, { state: 'failed', error: describeError(error) });
    } finally {
      aborts.current.delete(id);
    }
  };

  const add = (files: Iterable<File>, voice = false) => {
    const list = [...files];
    if (uploads.length + list.length > AT_MOST) toast(t('upload.tooMany', { count: AT_MOST }));
    for (const file of list.slice(0, Math.max(0, AT_MOST - uploads.length))) {
      const id = crypto.randomUUID();
      const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null;
      setUploads((all) => [
        ...all,
        { id, file, voice, preview, progress: 0, state: 'uploading', mediaId: null, error: null },
      ]);
      void start(id, file, voice);
    }
  };

  const remove = (id: string) => {
    aborts.current.get(id)?.abort();
    setUploads((all) => {
      const gone = all.find((one) => one.id === id);
      if (gone?.preview) URL.revokeObjectURL(gone.preview);
      return all.filter((one) => one.id !== id);
    });
  };

  const retry = (id: string) => {
    const upload = uploads.find((one) => one.id === id);
    if (!upload) return;
    change(id, { state: 'uploading', progress: 0, error: null });
    void start(id, upload.file, upload.voice);
  };

  const clear = () => {
    for (const upload of uploads) if (upload.preview) URL.revokeObjectURL(upload.preview);
    setUploads([]);
  };

  useEffect(() => {
    const running = aborts.current;
    return () => {
      for (const abort of running.values()) abort.abort();
    };
  }, []);

  return { uploads, add, remove, retry, clear };
}
