import { useRef } from 'react';
import { Paperclip } from 'lucide-react';
import type { Template } from '@shared/api/types';
import { t } from '@shared/i18n';
import { toast } from '@/ui/Toast/toast';
import { Banner } from '@/ui/Banner/Banner';
import { Button } from '@/ui/Button/Button';
import { UploadTray } from '../composer/UploadTray';
import { messageType } from '../composer/uploads';
import type { useUploads } from '../composer/useUploads';
import styles from './dialogs.module.css';

type Kind = NonNullable<Template['header_media']>;

const TAKES: Record<Kind, string | undefined> = {
  image: 'image/jpeg,image/png',
  video: 'video/mp4,video/3gpp',
  // Whatever it is can go as a document.
  document: undefined,
};

interface HeaderFileProps {
  kind: Kind;
  files: ReturnType<typeof useUploads>;
  problem: string | undefined;
}

/** The file a template begins with: one, of the kind it was approved for. */
export function HeaderFile({ kind, files, problem }: HeaderFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const { uploads, add, remove, retry } = files;
  const wrong = { image: t('template.wrongImage'), video: t('template.wrongVideo'), document: '' };
  const choose = {
    image: t('template.chooseImage'),
    video: t('template.chooseVideo'),
    document: t('template.chooseDocument'),
  };
  return (
    <div className={styles.headerFile}>
      <UploadTray uploads={uploads} onRemove={remove} onRetry={retry} />
      {uploads.length === 0 ? (
        <Button icon={<Paperclip size={18} aria-hidden="true" />} onClick={() => input.current?.click()}>
          {choose[kind]}
        </Button>
      ) : null}
      {problem ? <Banner tone="error">{problem}</Banner> : null}
      <input
        ref={input}
        type="file"
        hidden
        accept={TAKES[kind]}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file && kind !== 'document' && messageType(file.type) !== kind) toast(wrong[kind], { tone: 'error' });
          else if (file) add([file]);
          // The same file may be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
