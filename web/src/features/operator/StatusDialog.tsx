import { operator, type CompanyUsage } from '@shared/api/administration';
import { t } from '@shared/i18n';
import { StepUpDialog } from '@/features/common/StepUpDialog';
import { Field } from '@/ui/Field/Field';
import { toast } from '@/ui/Toast/toast';

interface StatusDialogProps {
  company: CompanyUsage;
  onChanged: () => Promise<void>;
  onClose: () => void;
}

/** Suspends a company or lets it work again: with a reason its admins read, and the operator's password. */
export function StatusDialog({ company, onChanged, onClose }: StatusDialogProps) {
  const { name } = company;
  const suspends = company.status === 'active';
  return (
    <StepUpDialog
      reach="everywhere"
      title={t(suspends ? 'operator.suspendTitle' : 'operator.resumeTitle', { name })}
      action={t(suspends ? 'operator.suspend' : 'operator.resume')}
      tone={suspends ? 'danger' : 'primary'}
      onPassword={async (password, data) => {
        await operator.setStatus(company.id, {
          status: suspends ? 'suspended' : 'active',
          reason: String(data.get('reason')).trim(),
          password,
        });
        await onChanged();
        toast(t(suspends ? 'operator.changedSuspended' : 'operator.changedActive', { name }));
      }}
      onClose={onClose}
    >
      <p>{t(suspends ? 'operator.suspendText' : 'operator.resumeText')}</p>
      <Field name="reason" label={t('operator.reason')} hint={t('operator.reasonHint')} maxLength={300} required />
    </StepUpDialog>
  );
}
