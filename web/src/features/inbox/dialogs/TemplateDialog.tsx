import { useState } from 'react';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { enqueue } from '@/data/outbox';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { knownConversation } from '../actions';
import { TemplateForm } from './TemplateForm';

/** Sends an approved template in the open conversation. */
export default function TemplateDialog({ id }: { id: string }) {
  const [ready, setReady] = useState(false);
  const conversation = knownConversation(id);
  if (!conversation) return null;
  return (
    <Dialog
      title={t('template.title')}
      onClose={closeDialog}
      footer={
        ready ? (
          <Button type="submit" form="template" variant="primary">
            {t('template.send')}
          </Button>
        ) : null
      }
    >
      <TemplateForm
        channelId={conversation.channel.id}
        formId="template"
        known={{ name: conversation.contact.name }}
        onReady={setReady}
        onSubmit={(template, preview) => {
          enqueue(id, { type: 'template', template }, { text: preview });
          closeDialog();
        }}
      />
    </Dialog>
  );
}
