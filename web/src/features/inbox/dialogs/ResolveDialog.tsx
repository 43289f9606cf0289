import { useState, type FormEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { api, ApiError } from '@shared/api/client';
import { t } from '@shared/i18n';
import { closeDialog, openDialog } from '@/data/dialogs';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select, TextArea } from '@/ui/Field/Field';
import { toast } from '@/ui/Toast/toast';
import { resolveWith } from '../actions';
import { useConversation } from '../queries';

/** Asks why a conversation is closed and for what the company wants to know before; the server says what is missing. */
export default function ResolveDialog({ id }: { id: string }) {
  const { data: conversation } = useConversation(id);
  const { data: closing } = useQuery({ queryKey: keys.closing, queryFn: api.closing.read });
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const reasons = (closing?.reasons ?? []).filter((reason) => reason.active);
  const required = closing?.required ?? [];
  const asksSubject = required.includes('subject') && !conversation?.subject;

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const read = (name: string) => String(data.get(name) ?? '').trim();
    setBusy(true);
    try {
      if (asksSubject && read('subject')) await api.conversations.update(id, { subject: read('subject') });
      await resolveWith(id, {
        ...(read('reason') ? { reason: read('reason') } : {}),
        ...(read('note') ? { note: read('note') } : {}),
      });
      closeDialog();
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && error.code === 'closing_incomplete') setProblems(error.fields);
      else toast(describeError(error), { tone: 'error' });
    }
  };
  const elsewhere = Object.entries(problems).filter(([name]) => name === 'labels' || name.startsWith('contact.'));
  return (
    <Dialog
      title={t('resolve.title')}
      onClose={closeDialog}
      footer={
        <>
          <Button onClick={closeDialog}>{t('action.cancel')}</Button>
          <Button type="submit" form="resolve" variant="primary" busy={busy}>
            {t('action.resolve')}
          </Button>
        </>
      }
    >
      <form id="resolve" noValidate onSubmit={(event) => void onSubmit(event)} style={{ display: 'contents' }}>
        {reasons.length > 0 ? (
          <Select name="reason" label={t('resolve.reason')} error={problems['reason']} defaultValue="">
            <option value="">{t(required.includes('reason') ? 'resolve.choose' : 'resolve.noReason')}</option>
            {reasons.map((reason) => (
              <option key={reason.id} value={reason.name}>
                {reason.name}
              </option>
            ))}
          </Select>
        ) : null}
        {asksSubject ? (
          <Field name="subject" label={t('resolve.subject')} maxLength={200} error={problems['subject']} />
        ) : null}
        <TextArea
          name="note"
          label={t(required.includes('note') ? 'resolve.note' : 'resolve.noteOptional')}
          rows={3}
          maxLength={4096}
          error={problems['note']}
        />
        {elsewhere.length > 0 ? (
          <div role="alert">
            {elsewhere.map(([name, text]) => (
              <p key={name}>{text}</p>
            ))}
            {elsewhere.some(([name]) => name === 'labels') ? (
              <Button onClick={() => openDialog('labels', { ids: [id] })}>{t('resolve.addLabels')}</Button>
            ) : null}
            {elsewhere.some(([name]) => name !== 'labels') ? (
              <Button onClick={() => openDialog('panel', { id })}>{t('resolve.openContact')}</Button>
            ) : null}
          </div>
        ) : null}
      </form>
    </Dialog>
  );
}
