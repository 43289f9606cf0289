import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, ShieldHalf, Trash2 } from 'lucide-react';
import { roles, type Role } from '@shared/api/administration';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { may } from '@/data/session';
import { PageState } from '@/features/common/PageState';
import { StepUpDialog } from '@/features/common/StepUpDialog';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { IconButton } from '@/ui/IconButton/IconButton';
import { PageHead } from '../PageHead';
import { roleText } from '../permissions';
import styles from '../settings.module.css';
import { RoleDialog } from './RoleDialog';

/** What people may do here: the built-in roles to look at, the company's own to make and change. */
export function RolesPage() {
  const client = useQueryClient();
  const manages = may('roles.manage');
  const query = useQuery({ queryKey: keys.roles, queryFn: roles.list, staleTime: 0 });
  const [open, setOpen] = useState<Role | 'new' | null>(null);
  const [removing, setRemoving] = useState<Role | null>(null);
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: keys.roles });
  };
  return (
    <>
      <PageHead
        title={t('roles.title')}
        text={t('roles.text')}
        action={
          manages ? (
            <Button variant="primary" icon={<Plus size={18} aria-hidden="true" />} onClick={() => setOpen('new')}>
              {t('roles.new')}
            </Button>
          ) : null
        }
      />
      <PageState query={query} failed={t('roles.failed')}>
        <section className={styles.card} aria-label={t('roles.title')}>
          <ul className={styles.rows}>
            {(query.data ?? []).map((role) => (
              <li key={role.id} className={styles.item}>
                <span className={styles.glyph}>
                  <ShieldHalf size={22} aria-hidden="true" />
                </span>
                <span className={styles.words}>
                  <strong>{roleText(role)}</strong>
                  <small>
                    {t(`roles.scope.${role.scope}`)}
                    {role.scope !== 'all' && role.sees_unassigned ? ` ${t('roles.andUnassigned')}` : null}
                    {role.channel_ids ? ` · ${t('roles.channels', { count: role.channel_ids.length })}` : null} ·{' '}
                    {t('roles.members', { count: role.members })}
                  </small>
                </span>
                {role.built_in ? <Badge>{t('roles.builtIn')}</Badge> : null}
                <Button
                  onClick={() => setOpen(role)}
                  aria-label={t(role.built_in || !manages ? 'roles.seeNamed' : 'roles.editNamed', {
                    name: roleText(role),
                  })}
                >
                  {t(role.built_in || !manages ? 'roles.see' : 'action.edit')}
                </Button>
                {manages && !role.built_in ? (
                  <IconButton
                    label={t('action.removeNamed', { name: role.name })}
                    icon={<Trash2 size={18} />}
                    onClick={() => setRemoving(role)}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      </PageState>
      {open ? (
        <RoleDialog
          role={open === 'new' ? null : open}
          fixed={!manages || (open !== 'new' && open.built_in)}
          onSaved={refresh}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {removing ? (
        <StepUpDialog
          title={t('roles.removeTitle', { name: removing.name })}
          action={t('action.delete')}
          tone="danger"
          onPassword={(password) => roles.remove(removing.id, password).then(refresh)}
          onClose={() => setRemoving(null)}
        >
          <p>{t('roles.removeText')}</p>
        </StepUpDialog>
      ) : null}
    </>
  );
}
