import { lazy, Suspense, type ComponentType } from 'react';
import { loadTexts } from '@shared/i18n';
import type { DialogProps, OpenDialog } from '@/data/dialogs';

type Loaders = { [Name in keyof DialogProps]: ComponentType<DialogProps[Name]> };

const DIALOGS: Loaders = {
  palette: lazy(() => import('./CommandPalette')),
  shortcuts: lazy(() => import('./ShortcutsOverlay')),
  pause: lazy(() => import('./PauseDialog')),
  companies: lazy(async () => {
    const [module] = await Promise.all([import('./CompaniesDialog'), loadTexts('start')]);
    return module;
  }),
  filters: lazy(() => import('@/features/inbox/dialogs/FiltersDialog')),
  newConversation: lazy(() => import('@/features/inbox/dialogs/NewConversationDialog')),
  assign: lazy(() => import('@/features/inbox/dialogs/AssignDialog')),
  transfer: lazy(() => import('@/features/inbox/dialogs/TransferDialog')),
  resolve: lazy(() => import('@/features/inbox/dialogs/ResolveDialog')),
  snooze: lazy(() => import('@/features/inbox/dialogs/SnoozeDialog')),
  labels: lazy(() => import('@/features/inbox/dialogs/LabelsDialog')),
  priority: lazy(() => import('@/features/inbox/dialogs/PriorityDialog')),
  template: lazy(() => import('@/features/inbox/dialogs/TemplateDialog')),
  interactive: lazy(() => import('@/features/inbox/dialogs/InteractiveDialog')),
  location: lazy(() => import('@/features/inbox/dialogs/LocationDialog')),
  contactCard: lazy(() => import('@/features/inbox/dialogs/ContactCardDialog')),
  schedule: lazy(async () => {
    const [module] = await Promise.all([import('@/features/inbox/later/ScheduleDialog'), loadTexts('later')]);
    return module;
  }),
  scheduled: lazy(async () => {
    const [module] = await Promise.all([import('@/features/inbox/later/ScheduledDialog'), loadTexts('later')]);
    return module;
  }),
  lightBox: lazy(() => import('@/features/inbox/dialogs/LightBox')),
  privacy: lazy(async () => {
    const [module] = await Promise.all([
      import('@/features/settings/privacy/ContactPrivacyDialog'),
      loadTexts('settings'),
      loadTexts('access'),
    ]);
    return module;
  }),
  panel: lazy(() => import('@/features/inbox/dialogs/PanelDialog')),
};

/** Draws the open dialog; each one is its own small file, loaded when first used. */
export default function DialogHost({ dialog }: { dialog: OpenDialog }) {
  const Content = DIALOGS[dialog.name] as ComponentType<OpenDialog['props']>;
  return (
    <Suspense fallback={null}>
      <Content {...dialog.props} />
    </Suspense>
  );
}
