import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { PageState } from '@/features/common/PageState';
import { Dialog } from '@/ui/Dialog/Dialog';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { CalendarClock } from 'lucide-react';
import { ScheduledRows } from './ScheduledRows';
import { useScheduled } from './queries';

/** What waits to be sent in a conversation, with its actions. */
export default function ScheduledDialog({ id }: { id: string }) {
  const query = useScheduled(id);
  const items = query.data?.items ?? [];
  return (
    <Dialog title={t('later.list')} onClose={closeDialog}>
      <PageState query={query} failed={t('later.failedLoad')}>
        {items.length === 0 ? (
          <EmptyState icon={<CalendarClock size={32} />} title={t('later.none')} text={t('later.noneText')} />
        ) : (
          <ScheduledRows items={items} />
        )}
      </PageState>
    </Dialog>
  );
}
