import { useEffect, useState } from 'react';
import { CircleAlert, Download, FileText, ImageOff, ShieldAlert } from 'lucide-react';
import { api } from '@shared/api/client';
import type { Media, MessageType } from '@shared/api/types';
import { fileSize } from '@shared/format';
import { t, translated } from '@shared/i18n';
import { openDialog } from '@/data/dialogs';
import { Spinner } from '@/ui/Spinner/Spinner';
import { AudioPlayer } from './AudioPlayer';
import styles from './MediaView.module.css';

/** How often a file that is still being fetched is asked for again, in milliseconds. */
const ASK_AGAIN = 4000;
const LONGEST_SIDE = 320;

const failed = (media: Media): boolean => media.state === 'failed';
const blocked = (media: Media): boolean => media.error?.code === 'malware';

/** A file with a link that works: asks again while it is pending, and when its signed link has run out. */
function useMedia(given: Media): { media: Media; refresh: () => void } {
  const [fetched, setFetched] = useState<Media | null>(null);
  // What is known to have failed is not asked for: an address fetched before leads nowhere any more.
  const known = failed(given) || (given.url && !fetched);
  const media = known ? given : (fetched ?? given);
  const pending = !media.url && !failed(media);

  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => void api.media.read(given.id).then(setFetched, () => undefined), ASK_AGAIN);
    return () => clearTimeout(timer);
  }, [pending, given.id, fetched]);
  return { media, refresh: () => void api.media.read(given.id).then(setFetched, () => undefined) };
}

interface MediaViewProps {
  media: Media;
  type: MessageType;
  caption: string | null;
}

export function MediaView({ media: given, type, caption }: MediaViewProps) {
  const { media, refresh } = useMedia(given);
  const [renewed, setRenewed] = useState(false);
  const [broken, setBroken] = useState(false);
  const name = media.file_name ?? t('media.file');

  // A signed link lives for minutes: on the first failure a new one is fetched, on the second we say so.
  const onError = () => {
    if (renewed) setBroken(true);
    else {
      setRenewed(true);
      refresh();
    }
  };

  if (failed(media)) {
    return (
      <p className={styles.problem}>
        {blocked(media) ? <ShieldAlert size={18} aria-hidden="true" /> : <CircleAlert size={18} aria-hidden="true" />}
        <span>{blocked(media) ? t('media.malware') : translated(media.error?.message ?? '') || t('media.failed')}</span>
      </p>
    );
  }
  if (!media.url) {
    return (
      <div
        className={styles.pending}
        role="status"
        style={type === 'image' || type === 'video' ? box(media) : undefined}
      >
        <Spinner size={22} />
        <span>{t('media.pending')}</span>
      </div>
    );
  }
  if (broken && type !== 'document') {
    return (
      <p className={styles.problem}>
        <ImageOff size={18} aria-hidden="true" />
        <a href={media.url} download={name}>
          {t('media.download', { name })}
        </a>
      </p>
    );
  }
  const { url } = media;
  switch (type) {
    case 'image':
      return (
        <button
          type="button"
          className={styles.image}
          style={box(media)}
          aria-label={t('media.openImage', { name: caption || name })}
          onClick={() => openDialog('lightBox', { images: [{ url, name, mediaId: media.id }], index: 0 })}
        >
          <img src={url} alt={caption ?? ''} loading="lazy" onError={onError} />
        </button>
      );
    case 'sticker':
      return (
        <img className={styles.sticker} src={url} alt={t('type.sticker')} width={140} height={140} onError={onError} />
      );
    case 'video':
      return (
        <video
          className={styles.video}
          style={box(media)}
          src={url}
          controls
          preload="metadata"
          playsInline
          onError={onError}
        >
          <track kind="captions" />
        </video>
      );
    case 'audio':
      return <AudioPlayer url={url} length={media.duration} onError={onError} />;
    default:
      return (
        <a
          className={styles.file}
          href={url}
          download={name}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={t('media.download', { name })}
        >
          <span className={styles.fileIcon} aria-hidden="true">
            <FileText size={22} />
          </span>
          <span className={styles.fileName}>
            <strong>{name}</strong>
            <small>
              {[extension(name, media.mime_type), media.bytes ? fileSize(media.bytes) : null]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </span>
          <Download size={18} aria-hidden="true" />
        </a>
      );
  }
}

const extension = (name: string, mime: string | null): string =>
  (/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? mime?.split('/')[1] ?? '').toUpperCase();

/** Reserves the place of a picture before it is there, so that nothing jumps. */
function box(media: Media): { width: number; aspectRatio: string } {
  const width = media.width || 4;
  const height = media.height || 3;
  const ratio = Math.min(2.2, Math.max(0.6, width / height));
  return { width: ratio >= 1 ? LONGEST_SIDE : Math.round(LONGEST_SIDE * ratio), aspectRatio: String(ratio) };
}
