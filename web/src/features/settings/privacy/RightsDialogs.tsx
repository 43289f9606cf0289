import { useQueryClient } from '@tanstack/react-query';
import { privacy } from '@shared/api/administration';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { StepUpDialog } from '@/features/common/StepUpDialog';
import { Field } from '@/ui/Field/Field';
import { toast } from '@/ui/Toast/toast';

interface RightsDialogProps {
  /** Of the contact. */
  id: string;
  name: string;
  onClose: () => void;
}

/** Asks for a copy of everything about a contact. */
export function ExportContactDialog({ id, name, onClose }: RightsDialogProps) {
  const client = useQueryClient();
  return (
    <StepUpDialog
      title={t('privacy.exportTitle', { name })}
      action={t('privacy.export')}
      onPassword={async (password) => {
        await privacy.export(id, password);
        toast(t('privacy.exportAsked'));
        await client.invalidateQueries({ queryKey: keys.privacyExports });
        await client.invalidateQueries({ queryKey: keys.subjectRequests() });
      }}
      onClose={onClose}
    >
      <p>{t('privacy.exportText')}</p>
    </StepUpDialog>
  );
}

/** Asks for a contact to be erased, for ever. */
export function EraseContactDialog({ id, name, onClose }: RightsDialogProps) {
  const client = useQueryClient();
  return (
    <StepUpDialog
      title={t('privacy.eraseTitle', { name })}
      action={t('privacy.erase')}
      tone="danger"
      onPassword={async (password, data) => {
        const reason = String(data.get('reason')).trim() || t('privacy.reasonDefault');
        await privacy.erase(id, { password, reason });
        toast(t('privacy.eraseAsked'));
        await client.invalidateQueries({ queryKey: keys.privacyErasures });
        await client.invalidateQueries({ queryKey: keys.subjectRequests() });
      }}
      onClose={onClose}
    >
      <p>{t('privacy.eraseText')}</p>
      <Field name="reason" label={t('privacy.reason')} hint={t('privacy.reasonHint')} maxLength={500} />
    </StepUpDialog>
  );
}
