import {
  lazy,
  Suspense,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
} from 'react';
import {
  CalendarClock,
  Camera,
  Clock,
  Contact,
  FileUp,
  Hand,
  LayoutTemplate,
  List,
  Lock,
  MapPin,
  Mic,
  Paperclip,
  SendHorizontal,
  Smile,
  X,
} from 'lucide-react';
import type { Conversation, Message, NewMessage } from '@shared/api/types';
import { replyWindow, WINDOW_WARNING } from '@shared/domain/conversations';
import { signed } from '@shared/domain/signature';
import { duration } from '@shared/format';
import { t } from '@shared/i18n';
import { useNow } from '@/data/clock';
import { openDialog } from '@/data/dialogs';
import { deleteDraft, flushDrafts, readDraft, saveDraft, type ComposerMode } from '@/data/drafts';
import { enqueue } from '@/data/outbox';
import { preferences } from '@/data/preferences';
import { currentSession, may, sessionStore } from '@/data/session';
import { useStore } from '@/data/store';
import { Button } from '@/ui/Button/Button';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Menu, type MenuItem } from '@/ui/Menu/Menu';
import { Popover } from '@/ui/Popover/Popover';
import { Segmented } from '@/ui/Segmented/Segmented';
import { Spinner } from '@/ui/Spinner/Spinner';
import { Checkbox } from '@/ui/Switch/Switch';
import { accept, reopen } from '../actions';
import { previewText } from '../preview';
import { useChannels } from '../queries';
import { composerFocus } from './focus';
import { messageType } from './uploads';
import { UploadTray } from './UploadTray';
import { useTypingSignal } from './useTypingSignal';
import { useUploads } from './useUploads';
import { VoiceRecorder } from './VoiceRecorder';
import styles from './Composer.module.css';

const EmojiPicker = lazy(() => import('./EmojiPicker'));

interface ComposerProps {
  conversation: Conversation;
  replyTo: Message | null;
  onReplyDone: () => void;
}

/** Where answers and notes are written. */
export function Composer({ conversation, replyTo, onReplyDone }: ComposerProps) {
  const { id } = conversation;
  const now = useNow();
  const { enterSends } = useStore(preferences);
  const { signature } = (useStore(sessionStore) ?? currentSession()).user;
  const [mode, setMode] = useState<ComposerMode>('reply');
  const [text, setText] = useState(() => readDraft(id, 'reply'));
  const [whispers, setWhispers] = useState(false);
  const [recording, setRecording] = useState(false);
  const [dragging, setDragging] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const { uploads, add, remove, retry, clear } = useUploads();
  const typing = useTypingSignal(id);
  const wish = useStore(composerFocus);
  const { data: channels } = useChannels();

  /** Whoever a supervisor can whisper to: the colleague who has the conversation. */
  const hears =
    may('supervision.act') && conversation.assignee?.id !== currentSession().user.id ? conversation.assignee : null;
  const reply = replyWindow(conversation, now);
  const closed = mode === 'reply' && !reply.open;
  const ready = uploads.length > 0 && uploads.every((upload) => upload.state === 'ready');
  const canSend = (text.trim() !== '' || ready) && uploads.every((upload) => upload.state === 'ready');

  const switchTo = (next: ComposerMode) => {
    if (next === mode) return;
    typing.stop();
    setMode(next);
    setText(readDraft(id, next));
  };

  useEffect(() => {
    if (!wish || Date.now() - wish.at > 1000) return;
    composerFocus.write(null);
    if (wish.mode !== mode) {
      setMode(wish.mode);
      setText(readDraft(id, wish.mode));
    }
    if (wish.whisper) setWhispers(true);
    requestAnimationFrame(() => field.current?.focus());
  }, [wish, mode, id]);

  useEffect(() => {
    if (replyTo) field.current?.focus();
  }, [replyTo]);

  useEffect(() => () => void flushDrafts(), []);

  // Grows with the text up to a third of the window; browsers without field-sizing need the measure.
  useLayoutEffect(() => {
    const element = field.current;
    if (!element || CSS.supports('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text, mode, closed]);

  const onText = (next: string) => {
    setText(next);
    saveDraft(id, mode, next);
    if (mode === 'reply' && next.trim()) typing.typed();
  };

  const insert = (piece: string) => {
    const element = field.current;
    const start = element?.selectionStart ?? text.length;
    const end = element?.selectionEnd ?? start;
    onText(text.slice(0, start) + piece + text.slice(end));
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(start + piece.length, start + piece.length);
    });
  };

  const send = () => {
    if (!canSend) return;
    const words = mode === 'reply' ? signed(text, signature) : text.trim();
    const base: NewMessage = {
      ...(mode === 'note' ? { private: true } : {}),
      ...(mode === 'note' && hears && whispers ? { whisper: true } : {}),
      ...(replyTo ? { reply_to_id: replyTo.id } : {}),
    };
    if (uploads.length === 0) enqueue(id, { ...base, type: 'text', text: words }, { text: words });
    uploads.forEach((upload, index) => {
      const mime = upload.file.type.split(';')[0] ?? '';
      const type = messageType(mime);
      // The words go with the first file that can carry a caption; a voice note cannot.
      const caption = index === 0 && words && type !== 'audio' && type !== 'sticker' ? { text: words } : {};
      enqueue(
        id,
        { ...base, type, media_id: upload.mediaId ?? '', ...(upload.voice ? { voice: true } : {}), ...caption },
        { text: caption.text ?? '', file_name: upload.file.name, mime_type: mime, bytes: upload.file.size },
      );
      if (index === 0 && words && !caption.text) enqueue(id, { ...base, type: 'text', text: words }, { text: words });
    });
    typing.stop();
    deleteDraft(id, mode);
    setText('');
    clear();
    onReplyDone();
    field.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.altKey) {
      const wants = enterSends ? !event.shiftKey : event.ctrlKey || event.metaKey;
      if (!wants) return;
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') {
      if (replyTo) onReplyDone();
      else field.current?.blur();
    }
  };

  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    add(event.clipboardData.files);
  };
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files') || closed) return;
      event.preventDefault();
      setDragging(true);
    },
    onDragLeave: () => setDragging(false),
    onDrop: (event: DragEvent) => {
      if (closed) return;
      event.preventDefault();
      setDragging(false);
      add(event.dataTransfer.files);
    },
  };

  const later = () => {
    const taken = mode === 'note' ? [] : uploads.filter((upload) => upload.state === 'ready');
    openDialog('schedule', {
      id,
      kind: mode === 'note' ? 'reminder' : 'message',
      text: text.trim(),
      uploads: taken,
      onDone: () => {
        deleteDraft(id, mode);
        setText('');
        for (const upload of taken) remove(upload.id);
      },
    });
  };
  const able = channels?.find((channel) => channel.id === conversation.channel.id)?.capabilities ?? {};
  const answer = { id, replyTo, onSent: onReplyDone };
  const attach: MenuItem[] = [
    { id: 'file', label: t('attach.file'), icon: <FileUp />, run: () => files.current?.click() },
    { id: 'camera', label: t('attach.camera'), icon: <Camera />, run: () => camera.current?.click() },
    ...(mode === 'reply' && able['location']
      ? [
          {
            id: 'location',
            label: t('type.location'),
            icon: <MapPin />,
            run: () => openDialog('location', answer),
          },
        ]
      : []),
    ...(mode === 'reply' && able['contacts']
      ? [
          {
            id: 'contact',
            label: t('type.contact'),
            icon: <Contact />,
            run: () => openDialog('contactCard', answer),
          },
        ]
      : []),
    ...(mode === 'reply'
      ? [
          {
            id: 'template',
            label: t('attach.template'),
            icon: <LayoutTemplate />,
            separated: true,
            run: () => openDialog('template', { id }),
          },
          {
            id: 'interactive',
            label: t('attach.interactive'),
            icon: <List />,
            run: () => openDialog('interactive', { id }),
          },
        ]
      : []),
    {
      id: 'later',
      label: t(mode === 'note' ? 'attach.remind' : 'attach.schedule'),
      icon: <CalendarClock />,
      separated: true,
      run: later,
    },
  ];

  return (
    <section
      className={styles.composer}
      data-mode={mode}
      data-dragging={dragging || undefined}
      aria-label={t(mode === 'note' ? 'composer.noteLabel' : 'composer.replyLabel')}
      {...drop}
    >
      {conversation.status === 'open' && !conversation.assignee ? (
        <div className={styles.nudge}>
          <span>{t('composer.unassigned')}</span>
          <Button variant="quiet" icon={<Hand size={18} aria-hidden="true" />} onClick={() => void accept(id)}>
            {t('action.assignToMe')}
          </Button>
        </div>
      ) : null}
      {conversation.status === 'closed' ? (
        <div className={styles.nudge}>
          <span>{t('composer.closed')}</span>
          <Button variant="quiet" onClick={() => void reopen(id)}>
            {t('action.reopen')}
          </Button>
        </div>
      ) : null}
      <div className={styles.head}>
        <Segmented
          kind="underline"
          label={t('composer.mode')}
          value={mode}
          onChange={switchTo}
          segments={[
            { value: 'reply', label: t('composer.reply') },
            { value: 'note', label: t('composer.note'), icon: <Lock size={14} aria-hidden="true" /> },
          ]}
        />
        {mode === 'reply' && reply.open && reply.remaining !== null && reply.remaining < WINDOW_WARNING ? (
          <span className={styles.window} title={t('window.explain')}>
            <Clock size={14} aria-hidden="true" />{' '}
            {t('window.closesIn', { time: duration(Math.ceil(reply.remaining / 60_000) * 60_000) })}
          </span>
        ) : null}
      </div>
      {mode === 'note' && hears ? (
        <div className={styles.whisper}>
          <Checkbox label={t('composer.whisper', { name: hears.name })} checked={whispers} onChange={setWhispers} />
        </div>
      ) : null}
      {replyTo ? (
        <div className={styles.replying}>
          <span>
            <strong>{replyTo.direction === 'in' ? conversation.contact.name : t('message.team')}</strong>
            <span>{previewText(replyTo)}</span>
          </span>
          <IconButton label={t('composer.cancelReply')} icon={<X size={18} />} onClick={onReplyDone} />
        </div>
      ) : null}
      {closed ? (
        <div className={styles.closed}>
          <Clock size={20} aria-hidden="true" />
          <p>
            <strong>{t('window.closed')}</strong> {t('window.closedText')}
          </p>
          <Button
            variant="primary"
            icon={<LayoutTemplate size={18} aria-hidden="true" />}
            onClick={() => openDialog('template', { id })}
          >
            {t('window.sendTemplate')}
          </Button>
        </div>
      ) : (
        <>
          <UploadTray uploads={uploads} onRemove={remove} onRetry={retry} />
          <div className={styles.box}>
            {recording ? (
              <VoiceRecorder
                onCancel={() => setRecording(false)}
                onDone={(file) => {
                  setRecording(false);
                  add([file], true);
                }}
              />
            ) : (
              <>
                <Menu
                  label={t('attach.title')}
                  items={attach}
                  trigger={(props) => (
                    <IconButton {...props} label={t('attach.title')} icon={<Paperclip size={21} />} />
                  )}
                />
                <textarea
                  ref={field}
                  rows={1}
                  className={styles.text}
                  aria-label={t(mode === 'note' ? 'composer.noteLabel' : 'composer.replyLabel')}
                  placeholder={t(mode === 'note' ? 'composer.notePlaceholder' : 'composer.replyPlaceholder')}
                  value={text}
                  maxLength={4096}
                  enterKeyHint={enterSends ? 'send' : 'enter'}
                  onChange={(event) => onText(event.target.value)}
                  onKeyDown={onKeyDown}
                  onPaste={onPaste}
                />
                <Popover
                  label={t('emoji.title')}
                  trigger={(props) => (
                    <IconButton
                      {...props}
                      className={styles.emoji ?? ''}
                      label={t('emoji.title')}
                      icon={<Smile size={21} />}
                    />
                  )}
                >
                  {(close) => (
                    <Suspense
                      fallback={
                        <span className={styles.loading}>
                          <Spinner />
                        </span>
                      }
                    >
                      <EmojiPicker
                        onPick={(emoji) => {
                          close();
                          insert(emoji);
                        }}
                      />
                    </Suspense>
                  )}
                </Popover>
                {text.trim() === '' && uploads.length === 0 && mode === 'reply' && 'MediaRecorder' in window ? (
                  <IconButton label={t('voice.start')} icon={<Mic size={21} />} onClick={() => setRecording(true)} />
                ) : (
                  <IconButton
                    variant="primary"
                    label={t(mode === 'note' ? 'composer.saveNote' : 'composer.send')}
                    icon={<SendHorizontal size={20} />}
                    disabled={!canSend}
                    onClick={send}
                  />
                )}
              </>
            )}
          </div>
        </>
      )}
      {mode === 'reply' && reply.open && signature ? (
        <p className={styles.signed}>{t('composer.signed', { signature: signature.replace(/\s+/g, ' ') })}</p>
      ) : null}
      <input ref={files} type="file" multiple hidden onChange={(event) => take(event.currentTarget, add)} />
      <input
        ref={camera}
        type="file"
        accept="image/*,video/*"
        capture="environment"
        hidden
        onChange={(event) => take(event.currentTarget, add)}
      />
      {dragging ? (
        <div className={styles.drop} aria-hidden="true">
          <FileUp size={28} /> {t('attach.drop')}
        </div>
      ) : null}
    </section>
  );
}

function take(input: HTMLInputElement, add: (files: Iterable<File>) => void): void {
  if (input.files) add([...input.files]);
  // The same file may be chosen again.
  input.value = '';
}
