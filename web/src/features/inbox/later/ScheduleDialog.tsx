import { useState, type FormEvent } from 'react';
import { ApiError } from '@shared/api/client';
import { scheduled, type Scheduled } from '@shared/api/later';
import { dateTime, momentOf } from '@shared/format';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { describeError } from '@/data/errors';
import { queryClient } from '@/data/queryClient';
import { Banner } from '@/ui/Banner/Banner';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, TextArea } from '@/ui/Field/Field';
import { Checkbox } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { useConversation } from '../queries';
import { quickTimes, wallTime } from './times';
import styles from './later.module.css';

interface ScheduleDialogProps {
  id: string;
  kind: 'message' | 'reminder';
  text: string;
  onDone?: () => void;
}

/** Lets a message be sent at a time, or reminds of the conversation; by the clocks of the account's zone. */
export default function ScheduleDialog({ id, kind, text, onDone }: ScheduleDialogProps) {
  return <ScheduleForm id={id} kind={kind} text={text} onDone={onDone} onClose={closeDialog} />;
}

interface ScheduleFormProps {
  id: string;
  kind: 'message' | 'reminder';
  text: string;
  /** What is changed; nothing: something new. */
  edited?: Scheduled;
  onDone?: (() => void) | undefined;
  onClose: () => void;
}

export function ScheduleForm({ id, kind, text, edited, onDone, onClose }: ScheduleFormProps) {
  const { data: conversation } = useConversation(id);
  const [now] = useState(Date.now);
  const [key] = useState(() => crypto.randomUUID());
  const quick = quickTimes(now);
  const [when, setWhen] = useState(() => wallTime(edited?.due_at ?? quick.at(-1)?.at ?? now));
  const [words, setWords] = useState(text);
  const [cancels, setCancels] = useState(edited?.cancel_on_reply ?? kind === 'message');
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);

  const due = when ? Date.parse(momentOf(when)) : Number.NaN;
  const expires = conversation?.window_expires_at;
  const late =
    kind === 'message' && conversation?.channel.type === 'whatsapp' && !(expires && due < Date.parse(expires));
  const isTemplate = edited?.type === 'template';

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const found: Record<string, string> = {};
    if (!isTemplate && !words.trim()) found['text'] = t('later.textMissing');
    if (Number.isNaN(due) || due <= Date.now()) found['due_at'] = t('later.past');
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const content = { due_at: new Date(due).toISOString(), cancel_on_reply: cancels };
    const written = isTemplate ? {} : { text: words.trim() };
    try {
      const saved = edited
        ? await scheduled.update(edited.id, { ...content, ...written })
        : await scheduled.create({ conversation_id: id, kind, type: 'text', ...content, ...written }, key);
      await queryClient.invalidateQueries({ queryKey: ['scheduled'] });
      toast(t('later.saved', { time: dateTime(saved.due_at) }));
      onClose();
      onDone?.();
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else toast(describeError(error), { tone: 'error' });
    }
  };

  return (
    <Dialog
      title={t(edited ? 'later.edit' : kind === 'reminder' ? 'later.remind' : 'later.schedule')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="schedule" variant="primary" busy={busy}>
            {t(edited ? 'action.save' : 'later.save')}
          </Button>
        </>
      }
    >
      <form id="schedule" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        {isTemplate ? (
          <p>{t('later.template', { name: String(edited.template?.['name'] ?? '') })}</p>
        ) : (
          <TextArea
            label={t(kind === 'reminder' ? 'later.reminderText' : 'later.text')}
            rows={3}
            maxLength={4096}
            value={words}
            error={problems['text']}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
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
        {late && !isTemplate ? <Banner tone="warn">{t('later.windowClosed')}</Banner> : null}
        <Checkbox
          label={t(kind === 'reminder' ? 'later.cancelReminderOnReply' : 'later.cancelOnReply')}
          checked={cancels}
          onChange={setCancels}
        />
      </form>
    </Dialog>
  );
}
