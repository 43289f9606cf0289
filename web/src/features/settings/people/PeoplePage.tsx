import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { EllipsisVertical, UserPlus } from 'lucide-react';
import { invites, people, roles, type Person } from '@shared/api/administration';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { currentSession, may } from '@/data/session';
import { ConfirmDialog } from '@/features/common/ConfirmDialog';
import { PageState } from '@/features/common/PageState';
import { StepUpDialog } from '@/features/common/StepUpDialog';
import { Avatar } from '@/ui/Avatar/Avatar';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Menu } from '@/ui/Menu/Menu';
import { toast } from '@/ui/Toast/toast';
import { PageHead } from '../PageHead';
import { roleText } from '../permissions';
import styles from '../settings.module.css';
import { IdentitiesDialog } from './IdentitiesDialog';
import { InviteDialog } from './InviteDialog';
import { InvitesCard } from './InvitesCard';
import { PersonDialog } from './PersonDialog';

type Doing = 'edit' | 'block' | 'remove' | 'sessions' | 'identities' | 'twoFactor';

/** Who works here and who is invited. */
export function PeoplePage() {
  const client = useQueryClient();
  const manages = may('users.manage');
  const query = useQuery({ queryKey: keys.people, queryFn: people.list, staleTime: 0 });
  const { data: known } = useQuery({ queryKey: keys.roles, queryFn: roles.list });
  const invited = useQuery({ queryKey: keys.invites, queryFn: invites.list, enabled: manages, staleTime: 0 });
  const [inviting, setInviting] = useState(false);
  const [doing, setDoing] = useState<{ what: Doing; person: Person } | null>(null);
  const me = currentSession().user.id;

  const refresh = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.people }),
      client.invalidateQueries({ queryKey: keys.users }),
      client.invalidateQueries({ queryKey: keys.roles }),
    ]);
  };
  const done = (text: string) => async () => {
    await refresh();
    toast(text);
  };
  const close = () => setDoing(null);
  const person = doing?.person;
  return (
    <>
      <PageHead
        title={t('people.title')}
        text={t('people.text')}
        action={
          manages ? (
            <Button
              variant="primary"
              icon={<UserPlus size={18} aria-hidden="true" />}
              onClick={() => setInviting(true)}
            >
              {t('people.invite')}
            </Button>
          ) : null
        }
      />
      {manages ? <InvitesCard query={invited} /> : null}
      <PageState query={query} failed={t('people.failed')}>
        <section className={styles.card} aria-label={t('people.title')}>
          <ul className={styles.rows}>
            {(query.data ?? []).map((one) => (
              <li key={one.id} className={`${styles.item} ${styles.person}`}>
                <Avatar name={one.name} url={one.avatar_url} presence={one.active ? one.presence : undefined} />
                <span className={styles.words}>
                  <strong>{one.id === me ? t('assign.me', { name: one.name }) : one.name}</strong>
                  <small>{one.email}</small>
                </span>
                {one.active ? null : <Badge tone="warn">{t('people.blocked')}</Badge>}
                <Badge tone={one.role === 'admin' && !one.custom_role ? 'brand' : 'neutral'}>
                  {roleText(one.custom_role ?? { id: one.role, name: one.role })}
                </Badge>
                {manages ? (
                  <Menu
                    label={t('people.actions', { name: one.name })}
                    items={[
                      { id: 'edit', label: t('people.edit'), run: () => setDoing({ what: 'edit', person: one }) },
                      {
                        id: 'sessions',
                        label: t('people.endSessions'),
                        run: () => setDoing({ what: 'sessions', person: one }),
                      },
                      ...(one.id === me
                        ? []
                        : [
                            {
                              id: 'identities',
                              label: t('identities.title'),
                              run: () => setDoing({ what: 'identities', person: one }),
                            },
                            {
                              id: 'twoFactor',
                              label: t('people.removeTwoFactor'),
                              run: () => setDoing({ what: 'twoFactor', person: one }),
                            },
                          ]),
                      {
                        id: 'block',
                        separated: true,
                        label: t(one.active ? 'people.block' : 'people.unblock'),
                        run: () => setDoing({ what: 'block', person: one }),
                      },
                      {
                        id: 'remove',
                        tone: 'danger' as const,
                        label: t('people.remove'),
                        run: () => setDoing({ what: 'remove', person: one }),
                      },
                    ]}
                    trigger={(props) => (
                      <IconButton
                        {...props}
                        label={t('people.actions', { name: one.name })}
                        icon={<EllipsisVertical size={20} />}
                      />
                    )}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      </PageState>
      {inviting && known ? <InviteDialog roles={known} onClose={() => setInviting(false)} /> : null}
      {person && doing.what === 'edit' ? (
        <PersonDialog person={person} roles={known ?? []} onSaved={done(t('settings.saved'))} onClose={close} />
      ) : null}
      {person && doing.what === 'block' ? (
        <StepUpDialog
          title={t(person.active ? 'people.blockTitle' : 'people.unblockTitle', { name: person.name })}
          action={t(person.active ? 'people.block' : 'people.unblock')}
          tone={person.active ? 'danger' : 'primary'}
          onPassword={(password) =>
            people.update(person.id, { active: !person.active, password }).then(done(t('settings.saved')))
          }
          onClose={close}
        >
          <p>{t(person.active ? 'people.blockText' : 'people.unblockText')}</p>
        </StepUpDialog>
      ) : null}
      {person && doing.what === 'remove' ? (
        <StepUpDialog
          title={t('people.removeTitle', { name: person.name })}
          action={t('people.remove')}
          tone="danger"
          onPassword={(password) =>
            people.remove(person.id, password).then(done(t('people.removed', { name: person.name })))
          }
          onClose={close}
        >
          <p>{t('people.removeText')}</p>
        </StepUpDialog>
      ) : null}
      {person && doing.what === 'sessions' ? (
        <ConfirmDialog
          title={t('people.endSessionsTitle', { name: person.name })}
          action={t('people.endSessions')}
          onConfirm={() => people.endSessions(person.id).then(done(t('people.sessionsEnded')))}
          onClose={close}
        >
          <p>{t('people.endSessionsText')}</p>
        </ConfirmDialog>
      ) : null}
      {person && doing.what === 'identities' ? <IdentitiesDialog person={person} onClose={close} /> : null}
      {person && doing.what === 'twoFactor' ? (
        <StepUpDialog
          title={t('people.removeTwoFactorTitle', { name: person.name })}
          action={t('people.removeTwoFactor')}
          tone="danger"
          onPassword={(password) => people.removeTwoFactor(person.id, password).then(done(t('settings.saved')))}
          onClose={close}
        >
          <p>{t('people.removeTwoFactorText')}</p>
        </StepUpDialog>
      ) : null}
    </>
  );
}
