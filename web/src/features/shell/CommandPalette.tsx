import { t } from '@shared/i18n';
import { commandStore } from '@/data/commands';
import { closeDialog } from '@/data/dialogs';
import { useStore } from '@/data/store';
import { Dialog } from '@/ui/Dialog/Dialog';
import { PickList } from '@/ui/PickList/PickList';

/** Every command of the screens in sight, with its shortcut beside it. */
export default function CommandPalette() {
  const commands = useStore(commandStore).filter((command) => !command.hidden);
  const groups = [...new Set(commands.map((command) => command.group))];
  const ordered = groups.flatMap((group) => commands.filter((command) => command.group === group));
  return (
    <Dialog kind="palette" title={t('command.palette')} onClose={closeDialog}>
      <PickList
        label={t('command.palette')}
        placeholder={t('command.placeholder')}
        options={ordered.map(({ id, label, keys, group }) => ({ id, label, keys, group }))}
        onPick={(option) => {
          closeDialog();
          commandStore
            .read()
            .find((command) => command.id === option.id)
            ?.run();
        }}
      />
    </Dialog>
  );
}
