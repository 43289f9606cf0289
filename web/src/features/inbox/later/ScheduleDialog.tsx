import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Paperclip } from 'lucide-react';
import { ApiError } from '@shared/api/client';
import { scheduled, type Scheduled, type ScheduleChange, type ScheduleInput } from '@shared/api/later';
import type { TemplateContent } from '@shared/api/types';
import { dateTime, momentOf } from '@shared/format';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { describeError } from '@/data/errors';
import { queryClient } from '@/data/queryClient';
import { Banner } from '@/ui/Banner/Banner';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, TextArea } from '@/ui/Field/Field';
import { Segmented } from '@/ui/Segmented/Segmented';
import { Checkbox } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { UploadTray } from '../composer/UploadTray';
import type { Upload } from '../composer/uploads';
import { useUploads } from '../composer/useUploads';
import { TemplateForm } from '../dialogs/TemplateForm';
import { useConversation } from '../queries';
import { contentOf } from './content';
import { quickTimes, wallTime } from './times';
import styles from './later.module.css';

interface ScheduleDialogProps {
  id: string;
  kind: 'message' | 'reminder';
  text: string;
  uploads?: Upload[];
  onDone?: () => void;
}

/** Lets a message be sent at a time, or reminds of the conversation; by the clocks of the account's zone. */
export default function ScheduleDialog(props: ScheduleDialogProps) {
  return <ScheduleForm {...props} onClose={closeDialog} />;
}

interface ScheduleFormProps extends ScheduleDialogProps {
  /** What is changed; nothing: something new. */
  edited?: Scheduled;
  onClose: () => void;
}

export function ScheduleForm({ id, kind, text, uploads: given = [], edited, onDone, onClose }: ScheduleFormProps) {
  const { data } = useConversation(id);
  // While everything is loaded anew (the connection came back) it stays what it was, and with it what was chosen.
  const [conversation, setConversation] = useState(data);
  if (data && data !== conversation) setConversation(data);
  const [now] = useState(Date.now);
  const [key] = useState(() => crypto.randomUUID());
  const quick = quickTimes(now);
  const [when, setWhen] = useState(() => wallTime(edited?.due_at ?? quick.at(-1)?.at ?? now));
  const [words, setWords] = useState(text);
  const [cancels, setCancels] = useState(edited?.cancel_on_reply ?? kind === 'message');
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [mode, setMode] = useState<'words' | 'template'>(edited?.type === 'template' ? 'template' : 'words');
  // Of what is changed, template and file stay until another is chosen.
  const [keptTemplate, setKeptTemplate] = useState(edited?.type === 'template');
  const [keptFile, setKeptFile] = useState(edited?.type === 'template' ? null : (edited?.file ?? null));
  const [picked, setPicked] = useState(false);
  const { uploads, add, remove, retry } = useUploads(given);
  const files = useRef<HTMLInputElement>(null);

  const due = when ? Date.parse(momentOf(when)) : Number.NaN;
  const expires = conversation?.window_expires_at;
  const isWhatsApp = conversation?.channel.type === 'whatsapp';
  const late = kind === 'message' && isWhatsApp && !(expires && due < Date.parse(expires));
  const picks = mode === 'template' && !keptTemplate;
  const refused = Object.entries(problems).find(([field]) => field.startsWith('template'))?.[1];
  const full = edited ? uploads.length > 0 || keptFile !== null : uploads.length >= 10;

  const save = async (template?: TemplateContent) => {
    const found: Record<string, string> = {};
    const saysNothing = uploads.length === 0 && !keptFile && !words.trim();
    if (mode === 'words' && saysNothing) found['text'] = t('later.textMissing');
    if (uploads.some((upload) => upload.state !== 'ready')) found['media_id'] = t('later.uploading');
    if (Number.isNaN(due) || due <= Date.now()) found['due_at'] = t('later.past');
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const common = { cancel_on_reply: cancels };
    const written = mode === 'words' ? contentOf(words, uploads, keptFile !== null) : [];
    // What is changed stays one message.
    const parts: ScheduleChange[] = template
      ? [{ ...(edited ? {} : { type: 'template' as const }), template }]
      : edited
        ? [written.at(-1) ?? {}]
        : written;
    try {
      let saved: Scheduled | undefined;
      // In the order of the files: what is due first is sent first.
      for (const [index, part] of parts.entries()) {
        const body = { ...common, ...part, due_at: new Date(due + index).toISOString() };
        saved = edited
          ? await scheduled.update(edited.id, body)
          : await scheduled.create(
              { ...body, conversation_id: id, kind } as ScheduleInput,
              index === 0 ? key : `${key}-${index}`,
            );
      }
      await queryClient.invalidateQueries({ queryKey: ['scheduled'] });
      if (saved) toast(t('later.saved', { time: dateTime(saved.due_at) }));
      onClose();
      onDone?.();
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else toast(describeError(error), { tone: 'error' });
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };

  const timing: ReactNode = (
    <>
      <div role="group" aria-label={t('later.quick')} className={styles.quick}>
        {quick.map((time) => (
          <button
            key={time.key}
            type="button"
            aria-pressed={when === wallTime(time.at)}
            onClick={() => setWhen(wallTime(time.at))}
          >
            {t(time.key)}
          </button>
        ))}
      </div>
      <Field
        type="datetime-local"
        label={t('later.when')}
        hint={t('later.zone')}
        min={wallTime(now)}
        value={when}
        error={problems['due_at']}
        onChange={(event) => setWhen(event.target.value)}
      />
      {late && mode === 'words' ? <Banner tone="warn">{t('later.windowClosed')}</Banner> : null}
      <Checkbox
        label={t(kind === 'reminder' ? 'later.cancelReminderOnReply' : 'later.cancelOnReply')}
        checked={cancels}
        onChange={setCancels}
      />
    </>
  );

  return (
    <Dialog
      title={t(edited ? 'later.edit' : kind === 'reminder' ? 'later.remind' : 'later.schedule')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            type="submit"
            form={picks ? 'schedule-template' : 'schedule'}
            variant="primary"
            busy={busy}
            disabled={picks && !picked}
          >
            {t(edited ? 'action.save' : 'later.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {kind === 'message' && isWhatsApp ? (
          <Segmented
            label={t('later.content')}
            value={mode}
            onChange={setMode}
            segments={[
              { value: 'words', label: t('later.words') },
              { value: 'template', label: t('later.useTemplate') },
            ]}
          />
        ) : null}
        {picks && conversation ? (
          <>
            <TemplateForm
              channelId={conversation.channel.id}
              formId="schedule-template"
              known={{ name: conversation.contact.name }}
              onReady={setPicked}
              onSubmit={(content) => void save(content)}
            />
            {refused ? <Banner tone="error">{refused}</Banner> : null}
            {timing}
          </>
        ) : (
          <form id="schedule" noValidate className={styles.form} onSubmit={onSubmit}>
            {mode === 'template' ? (
              <div className={styles.kept}>
                <p>{t('later.template', { name: String(edited?.template?.['name'] ?? '') })}</p>
                <Button onClick={() => setKeptTemplate(false)}>{t('later.otherTemplate')}</Button>
              </div>
            ) : (
              <>
                <TextArea
                  label={t(kind === 'reminder' ? 'later.reminderText' : 'later.text')}
                  rows={3}
                  maxLength={4096}
                  value={words}
                  error={problems['text']}
                  onChange={(event) => setWords(event.target.value)}
                />
                {keptFile ? (
                  <div className={styles.kept}>
                    <p>{keptFile.file_name ?? t('later.file')}</p>
                    <Button onClick={() => setKeptFile(null)}>{t('later.removeFile')}</Button>
                  </div>
                ) : null}
                <UploadTray uploads={uploads} onRemove={remove} onRetry={retry} />
                {kind === 'message' && !full ? (
                  <div>
                    <Button icon={<Paperclip size={18} aria-hidden="true" />} onClick={() => files.current?.click()}>
                      {t('later.attach')}
                    </Button>
                  </div>
                ) : null}
                {problems['media_id'] ? <Banner tone="error">{problems['media_id']}</Banner> : null}
                <input
                  ref={files}
                  type="file"
                  hidden
                  multiple={!edited}
                  onChange={(event) => {
                    add([...(event.currentTarget.files ?? [])]);
                    // The same file may be chosen again.
                    event.currentTarget.value = '';
                  }}
                />
              </>
            )}
            {timing}
          </form>
        )}
      </div>
    </Dialog>
  );
}
