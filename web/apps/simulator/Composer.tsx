import { Mic, Paperclip, SendHorizontal, Square, X } from 'lucide-react';
import { useRef, useState, type ChangeEvent, type KeyboardEvent } from 'react';
import { api, Refused, type ChatMessage, type CustomerKind } from './api';
import { summaryOf } from './chat';
import { drawSample } from './sample';
import styles from './simulator.module.css';
import { t, type TextKey } from './texts';

type Send = (message: Record<string, unknown> & { type: CustomerKind }) => Promise<void>;

interface ComposerProps {
  replyTo: ChatMessage | null;
  editing: ChatMessage | null;
  onDone: () => void;
  send: Send;
  onChangeNumber: () => Promise<void>;
  onError: (error: unknown) => void;
}

const FILES: { kind: CustomerKind; label: TextKey; accept: string }[] = [
  { kind: 'image', label: 'photo', accept: 'image/jpeg,image/png' },
  { kind: 'video', label: 'video', accept: 'video/mp4,video/3gpp' },
  { kind: 'document', label: 'document', accept: '*/*' },
  { kind: 'audio', label: 'audioFile', accept: 'audio/*' },
  { kind: 'sticker', label: 'sticker', accept: 'image/webp' },
];
const PLACE = { latitude: -23.5614, longitude: -46.6559, name: 'MASP', address: 'Av. Paulista, 1578 — São Paulo' };

/** Where the customer writes; the clip offers every kind of message the platform knows. */
export function Composer({ replyTo, editing, onDone, send, onChangeNumber, onError }: ComposerProps) {
  const [text, setText] = useState(() => (editing ? String(editing.content.body ?? '') : ''));
  const [menu, setMenu] = useState(false);
  const [recorder, setRecorder] = useState<MediaRecorder | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const picked = useRef<CustomerKind>('image');

  const run = (action: Promise<unknown>): void => {
    setMenu(false);
    action.then(onDone).catch(onError);
  };
  const write = (message: Record<string, unknown> & { type: CustomerKind }): Promise<void> =>
    send({ ...message, ...(replyTo ? { reply_to: replyTo.wamid } : {}) });
  const sendFile = async (kind: CustomerKind, file: Blob, name: string): Promise<void> => {
    const { id } = await api.upload(file, name);
    await write({ type: kind, media_id: id, text });
    setText('');
  };

  const submit = (): void => {
    const words = text.trim();
    if (!words) return;
    setText('');
    const sent = editing ? api.edit(editing.wamid, words) : write({ type: 'text', text: words });
    // What could not be sent comes back, unless something new is being written.
    sent.catch(() => setText((now) => now || words));
    run(sent);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit();
    }
    if (event.key === 'Escape') onDone();
  };
  const pick = (kind: CustomerKind, accept: string): void => {
    picked.current = kind;
    if (!picker.current) return;
    picker.current.accept = accept;
    picker.current.click();
  };
  const onFile = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file) run(sendFile(picked.current, file, file.name));
  };
  const burst = async (): Promise<void> => {
    await Promise.all(
      ['Oi', 'Bom dia!', 'Preciso de ajuda com meu pedido'].map((words) => send({ type: 'text', text: words })),
    );
  };
  const record = async (): Promise<void> => {
    if (recorder) {
      recorder.stop();
      return;
    }
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => {
      throw new Refused(t('noMicrophone'));
    });
    const started = new MediaRecorder(stream);
    const parts: Blob[] = [];
    started.ondataavailable = (event) => parts.push(event.data);
    started.onstop = () => {
      stream.getTracks().forEach((track) => track.stop());
      setRecorder(null);
      run(sendFile('audio', new Blob(parts, { type: started.mimeType.split(';')[0] ?? 'audio/webm' }), 'voz'));
    };
    started.start();
    setRecorder(started);
  };

  const context = editing ?? replyTo;
  return (
    <div className={styles.composer}>
      {context && (
        <p className={styles.context}>
          <span>
            {t(editing ? 'editing' : 'replyingTo')}: {summaryOf(context.type, context.content)}
          </span>
          <button type="button" aria-label={t('cancel')} onClick={onDone}>
            <X size={18} aria-hidden />
          </button>
        </p>
      )}
      {menu && (
        <ul className={styles.menu}>
          {FILES.map(({ kind, label, accept }) => (
            <MenuItem key={kind} label={t(label)} onClick={() => pick(kind, accept)} />
          ))}
          <MenuItem
            label={t('samplePhoto')}
            onClick={() => run(drawSample().then((file) => sendFile('image', file, 'foto.png')))}
          />
          <MenuItem label={t('location')} onClick={() => run(write({ type: 'location', ...PLACE }))} />
          <MenuItem
            label={t('contact')}
            onClick={() => run(write({ type: 'contacts', name: 'Maria Silva', phone: '+55 11 91234-5678' }))}
          />
          <MenuItem label={t('order')} onClick={() => run(write({ type: 'order', text: 'Quero este kit' }))} />
          <MenuItem label={t('form')} onClick={() => run(write({ type: 'form_reply' }))} />
          <MenuItem label={t('calls')} onClick={() => run(write({ type: 'call_permission' }))} />
          <MenuItem label={t('poll')} onClick={() => run(write({ type: 'unsupported' }))} />
          <MenuItem
            label={t('ad')}
            onClick={() => run(write({ type: 'text', text: 'Olá! Vi o anúncio e quero saber mais.', from_ad: true }))}
          />
          <MenuItem label={t('burst')} onClick={() => run(burst())} />
          <MenuItem label={t('changeNumber')} onClick={() => run(onChangeNumber())} />
        </ul>
      )}
      <div className={styles.line}>
        <button type="button" aria-label={t('attach')} aria-expanded={menu} onClick={() => setMenu(!menu)}>
          <Paperclip size={22} aria-hidden />
        </button>
        <textarea
          rows={1}
          value={text}
          placeholder={t('message')}
          aria-label={t('message')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKey}
        />
        {text.trim() ? (
          <button type="button" className={styles.send} aria-label={t('send')} onClick={submit}>
            <SendHorizontal size={22} aria-hidden />
          </button>
        ) : (
          <button
            type="button"
            className={styles.send}
            aria-label={t(recorder ? 'stop' : 'record')}
            onClick={() => void record().catch(onError)}
          >
            {recorder ? <Square size={20} aria-hidden /> : <Mic size={22} aria-hidden />}
          </button>
        )}
        <input ref={picker} type="file" hidden onChange={onFile} />
      </div>
    </div>
  );
}

function MenuItem({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <li>
      <button type="button" onClick={onClick}>
        {label}
      </button>
    </li>
  );
}
