import type { Permission } from '@shared/api/administration';
import { t } from '@shared/i18n';
import { Checkbox } from '@/ui/Switch/Switch';
import { PERMISSION_GROUPS, permissionText } from './permissions';
import styles from './settings.module.css';

interface PermissionPickerProps {
  chosen: ReadonlySet<Permission>;
  closed: ReadonlySet<Permission>;
  onChange: (chosen: ReadonlySet<Permission>) => void;
}

/** The matrix of permissions in groups and plain words. */
export function PermissionPicker({ chosen, closed, onChange }: PermissionPickerProps) {
  const toggle = (permission: Permission) => {
    const next = new Set(chosen);
    if (!next.delete(permission)) next.add(permission);
    onChange(next);
  };
  return (
    <div className={styles.matrix}>
      {PERMISSION_GROUPS.map((group) => (
        <fieldset key={group.label}>
          <legend>{t(group.label)}</legend>
          {group.permissions.map((permission) => (
            <Checkbox
              key={permission}
              label={permissionText(permission)}
              checked={chosen.has(permission) && !closed.has(permission)}
              disabled={closed.has(permission)}
              onChange={() => toggle(permission)}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}
