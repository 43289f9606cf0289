import { CircleAlert, FileText, Mic, RotateCcw, Video, X } from 'lucide-react';
import { fileSize } from '@shared/format';
import { t } from '@shared/i18n';
import { IconButton } from '@/ui/IconButton/IconButton';
import type { Upload } from './uploads';
import styles from './UploadTray.module.css';

/** Files that go with the next message. */
export function UploadTray({
  uploads,
  onRemove,
  onRetry,
}: {
  uploads: Upload[];
  onRemove: (id: string) => void;
  onRetry: (id: string) => void;
}) {
  if (uploads.length === 0) return null;
  return (
    <ul className={styles.tray} aria-label={t('upload.list')}>
      {uploads.map((upload) => {
        const Icon = upload.file.type.startsWith('audio/')
          ? Mic
          : upload.file.type.startsWith('video/')
            ? Video
            : FileText;
        return (
          <li key={upload.id} className={styles.item} data-failed={upload.state === 'failed' || undefined}>
            <span className={styles.picture}>
              {upload.preview ? <img src={upload.preview} alt="" /> : <Icon size={22} aria-hidden="true" />}
              {upload.state === 'uploading' ? <Ring share={upload.progress} name={upload.file.name} /> : null}
            </span>
            <span className={styles.words}>
              <span className={styles.name}>{upload.file.name}</span>
              {upload.error ? (
                <span className={styles.error} role="alert">
                  <CircleAlert size={13} aria-hidden="true" /> {upload.error}
                </span>
              ) : (
                <small>{fileSize(upload.file.size)}</small>
              )}
            </span>
            {upload.state === 'failed' ? (
              <IconButton
                label={t('upload.retry', { name: upload.file.name })}
                icon={<RotateCcw size={18} />}
                onClick={() => onRetry(upload.id)}
              />
            ) : null}
            <IconButton
              label={t(upload.state === 'uploading' ? 'upload.cancel' : 'upload.remove', { name: upload.file.name })}
              icon={<X size={18} />}
              onClick={() => onRemove(upload.id)}
            />
          </li>
        );
      })}
    </ul>
  );
}

function Ring({ share, name }: { share: number; name: string }) {
  const around = 2 * Math.PI * 15;
  return (
    <svg
      className={styles.ring}
      viewBox="0 0 36 36"
      role="progressbar"
      aria-label={t('upload.progress', { name })}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
    >
      <circle cx="18" cy="18" r="15" />
      <circle cx="18" cy="18" r="15" strokeDasharray={around} strokeDashoffset={around * (1 - Math.max(0.04, share))} />
    </svg>
  );
}
