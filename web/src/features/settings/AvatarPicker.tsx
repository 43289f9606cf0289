import { useRef, useState, type ChangeEvent } from 'react';
import { Camera, Trash2 } from 'lucide-react';
import { avatar } from '@shared/api/administration';
import { api, ApiError } from '@shared/api/client';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { checkSession } from '@/data/session';
import { Button } from '@/ui/Button/Button';
import { IconButton } from '@/ui/IconButton/IconButton';
import { toast } from '@/ui/Toast/toast';
import styles from './settings.module.css';

const LARGEST = 5 * 1024 * 1024;
const TYPES = ['image/jpeg', 'image/png'];
/** The picture is prepared in the background first: how often to ask, and how long to wait in between (ms). */
const ATTEMPTS = 20;
const WAIT = 750;

/** Uploads a picture and makes it one's own as soon as it is prepared. */
async function use(file: File): Promise<void> {
  const { id, upload } = await api.media.create({ file_name: file.name, mime_type: file.type, bytes: file.size });
  const stored = await fetch(upload.url, { method: upload.method, headers: upload.headers, body: file });
  if (!stored.ok) throw new ApiError(stored.status, 'upload', '');
  await api.media.complete(id);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await avatar.set(id);
      return;
    } catch (error) {
      const pending = error instanceof ApiError && error.code === 'media_pending';
      if (!pending || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, WAIT));
    }
  }
}

/** One's own picture: choose another, or show initials again. */
export function AvatarPicker({ has }: { has: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
      await checkSession();
      toast(t('profile.pictureSaved'));
    } catch (error) {
      toast(describeError(error), { tone: 'error' });
    }
    setBusy(false);
  };
  const onFile = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    if (!TYPES.includes(file.type)) toast(t('profile.pictureType'), { tone: 'error' });
    else if (file.size > LARGEST) toast(t('profile.pictureTooLarge'), { tone: 'error' });
    else void run(() => use(file));
  };
  return (
    <div className={styles.buttons}>
      <input
        ref={input}
        type="file"
        accept={TYPES.join(',')}
        hidden
        aria-label={t('profile.picture')}
        onChange={onFile}
      />
      <Button busy={busy} icon={<Camera size={18} aria-hidden="true" />} onClick={() => input.current?.click()}>
        {t('profile.picture')}
      </Button>
      {has && !busy ? (
        <IconButton
          label={t('profile.removePicture')}
          icon={<Trash2 size={18} />}
          onClick={() => void run(avatar.remove)}
        />
      ) : null}
    </div>
  );
}
