import { t } from '@shared/i18n';
import { commandStore } from '@/data/commands';
import { closeDialog } from '@/data/dialogs';
import { preferences, setPreferences } from '@/data/preferences';
import { useStore } from '@/data/store';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Switch } from '@/ui/Switch/Switch';
import styles from './ShortcutsOverlay.module.css';

/** What the keys do right now, and the switch that turns them off. */
export default function ShortcutsOverlay() {
  const commands = useStore(commandStore).filter((command) => command.keys);
  const { shortcuts, enterSends } = useStore(preferences);
  const groups = [...new Set(commands.map((command) => command.group))];
  const composer = [
    { keys: enterSends ? 'Enter' : 'Ctrl+Enter', label: t('command.send') },
    { keys: enterSends ? 'Shift+Enter' : 'Enter', label: t('command.newLine') },
    { keys: 'Esc', label: t('command.leaveComposer') },
  ];
  return (
    <Dialog kind="wide" title={t('command.shortcuts')} onClose={closeDialog}>
      <Switch
        label={t('settings.shortcuts')}
        hint={t('settings.shortcutsHint')}
        checked={shortcuts}
        onChange={(value) => setPreferences({ shortcuts: value })}
      />
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl className={styles.list}>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <Line key={command.id} keys={command.keys ?? ''} label={command.label} />
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{t('command.group.composer')}</h3>
          <dl className={styles.list}>
            {composer.map((line) => (
              <Line key={line.label} {...line} />
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

function Line({ keys, label }: { keys: string; label: string }) {
  return (
    <div className={styles.line}>
      <dt>{label}</dt>
      <dd>
        {keys.split(' ').map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dd>
    </div>
  );
}
