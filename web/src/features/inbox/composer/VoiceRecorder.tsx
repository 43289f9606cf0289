import { useEffect, useRef, useState } from 'react';
import { Check, Trash2 } from 'lucide-react';
import { recordingTime } from '@shared/format';
import { t } from '@shared/i18n';
import { IconButton } from '@/ui/IconButton/IconButton';
import { toast } from '@/ui/Toast/toast';
import styles from './VoiceRecorder.module.css';

/** Longest voice note, in seconds. */
const LONGEST = 600;
const FORMATS = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4'];

/** Records until the tick, then hands the file over like any other attachment. */
export function VoiceRecorder({ onDone, onCancel }: { onDone: (file: File) => void; onCancel: () => void }) {
  const [seconds, setSeconds] = useState(0);
  const recorder = useRef<MediaRecorder | null>(null);
  const keep = useRef(false);
  const callbacks = useRef({ onDone, onCancel });
  useEffect(() => {
    callbacks.current = { onDone, onCancel };
  });

  useEffect(() => {
    let stream: MediaStream | null = null;
    let left = false;
    const start = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      } catch {
        toast(t('voice.denied'), { tone: 'error' });
        callbacks.current.onCancel();
        return;
      }
      if (left) {
        for (const track of stream.getTracks()) track.stop();
        return;
      }
      const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
      const chunks: Blob[] = [];
      const active = new MediaRecorder(stream, mimeType ? { mimeType } : {});
      recorder.current = active;
      active.ondataavailable = (event) => chunks.push(event.data);
      active.onstop = () => {
        for (const track of stream?.getTracks() ?? []) track.stop();
        if (!keep.current) return;
        const type = (active.mimeType || 'audio/webm').split(';')[0] ?? 'audio/webm';
        const extension = type === 'audio/ogg' ? 'ogg' : type === 'audio/mp4' ? 'm4a' : 'webm';
        callbacks.current.onDone(new File(chunks, `audio-${Date.now()}.${extension}`, { type }));
      };
      active.start();
    };
    void start();
    const clock = setInterval(() => setSeconds((value) => value + 1), 1000);
    return () => {
      left = true;
      clearInterval(clock);
      if (recorder.current?.state === 'recording') recorder.current.stop();
      else for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, []);

  const finish = () => {
    keep.current = true;
    if (recorder.current?.state === 'recording') recorder.current.stop();
  };
  useEffect(() => {
    if (seconds >= LONGEST) finish();
  }, [seconds]);

  return (
    <div className={styles.recorder} role="group" aria-label={t('voice.recording')}>
      <IconButton label={t('voice.cancel')} icon={<Trash2 size={20} />} onClick={onCancel} />
      <span className={styles.dot} aria-hidden="true" />
      <span className="tabular" role="timer">
        {recordingTime(seconds)}
      </span>
      <span className={styles.text}>{t('voice.recording')}</span>
      <IconButton variant="primary" label={t('voice.finish')} icon={<Check size={22} />} onClick={finish} />
    </div>
  );
}
