import { useEffect, useRef } from 'react';
import { useRouterState } from '@tanstack/react-router';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { Dialog } from '@/ui/Dialog/Dialog';
import { useConversation } from '../queries';
import ContactPanel from '../panel/ContactPanel';

/** The contact panel over the thread, where there is no room beside it. */
export default function PanelDialog({ id }: { id: string }) {
  const { data } = useConversation(id);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const opened = useRef(path);
  // Choosing an earlier conversation goes there: the panel has done its work.
  useEffect(() => {
    if (path !== opened.current) closeDialog();
  }, [path]);
  return (
    <Dialog kind="side" title={t('panel.title')} onClose={closeDialog}>
      {data ? <ContactPanel conversation={data} headless /> : null}
    </Dialog>
  );
}
