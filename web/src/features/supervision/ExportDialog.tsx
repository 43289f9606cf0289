import { supervision, type Period } from '@shared/api/supervision';
import { t } from '@shared/i18n';
import { saveFile } from '@/data/files';
import { StepUpDialog } from '@/features/common/StepUpDialog';

/** Time sheets as a file: how everybody worked leaves the house, so it is asked who takes it. */
export default function ExportDialog({ period, onClose }: { period: Period; onClose: () => void }) {
  return (
    <StepUpDialog
      title={t('supervision.exportTitle')}
      action={t('supervision.export')}
      onPassword={async (password) =>
        saveFile(
          `folha-de-horas-${period.since}-${period.until}.csv`,
          await supervision.exportSheets(period, password),
          'text/csv',
        )
      }
      onClose={onClose}
    >
      <p>{t('supervision.exportText')}</p>
    </StepUpDialog>
  );
}
