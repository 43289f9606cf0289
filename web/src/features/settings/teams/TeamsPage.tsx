import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2, UsersRound } from 'lucide-react';
import { people, teams, type Person, type Team } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import { changedFields } from '@shared/domain/changes';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { may } from '@/data/session';
import { ConfirmDialog } from '@/features/common/ConfirmDialog';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { Field } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Checkbox } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { PageHead } from '../PageHead';
import styles from '../settings.module.css';

/** Teams: who sees whose conversations, where the role says "the team's". */
export function TeamsPage() {
  const client = useQueryClient();
  const manages = may('teams.manage');
  const query = useQuery({ queryKey: keys.teams, queryFn: teams.list, staleTime: 0 });
  const { data: everybody } = useQuery({ queryKey: keys.people, queryFn: people.list });
  const [open, setOpen] = useState<Team | 'new' | null>(null);
  const [removing, setRemoving] = useState<Team | null>(null);
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: keys.teams });
  };
  const names = (team: Team) =>
    (everybody ?? [])
      .filter((person) => team.member_ids.includes(person.id))
      .map((person) => person.name)
      .join(', ');
  const create = (
    <Button variant="primary" icon={<Plus size={18} aria-hidden="true" />} onClick={() => setOpen('new')}>
      {t('teams.new')}
    </Button>
  );
  const all = query.data ?? [];
  return (
    <>
      <PageHead title={t('teams.title')} text={t('teams.text')} action={manages && all.length > 0 ? create : null} />
      <PageState query={query} failed={t('teams.failed')}>
        {all.length === 0 ? (
          <EmptyState
            icon={<UsersRound size={32} />}
            title={t('teams.none')}
            text={t('teams.noneText')}
            action={manages ? create : null}
          />
        ) : (
          <section className={styles.card} aria-label={t('teams.title')}>
            <ul className={styles.rows}>
              {all.map((team) => (
                <li key={team.id} className={styles.item}>
                  <span className={styles.glyph}>
                    <UsersRound size={22} aria-hidden="true" />
                  </span>
                  <span className={styles.words}>
                    <strong>{team.name}</strong>
                    <small>{names(team) || t('teams.nobody')}</small>
                  </span>
                  {manages ? (
                    <>
                      <Button onClick={() => setOpen(team)} aria-label={t('teams.editNamed', { name: team.name })}>
                        {t('action.edit')}
                      </Button>
                      <IconButton
                        label={t('action.removeNamed', { name: team.name })}
                        icon={<Trash2 size={18} />}
                        onClick={() => setRemoving(team)}
                      />
                    </>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        )}
      </PageState>
      {open ? (
        <TeamDialog
          team={open === 'new' ? null : open}
          people={everybody ?? []}
          onSaved={refresh}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {removing ? (
        <ConfirmDialog
          title={t('teams.removeTitle', { name: removing.name })}
          action={t('action.delete')}
          onConfirm={() => teams.remove(removing.id).then(refresh)}
          onClose={() => setRemoving(null)}
        >
          <p>{t('teams.removeText')}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

interface TeamDialogProps {
  team: Team | null;
  people: readonly Person[];
  onSaved: () => Promise<void>;
  onClose: () => void;
}

function TeamDialog({ team, people: everybody, onSaved, onClose }: TeamDialogProps) {
  const [members, setMembers] = useState<ReadonlySet<string>>(new Set(team?.member_ids));
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const toggle = (id: string) => {
    const next = new Set(members);
    if (!next.delete(id)) next.add(id);
    setMembers(next);
  };
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    setWrong(name ? '' : t('panel.nameMissing'));
    if (!name) return;
    setBusy(true);
    const body = { name, member_ids: [...members] };
    try {
      await (team ? teams.update(team.id, changedFields(team, body)) : teams.create(body));
      await onSaved();
      toast(t('settings.saved'));
      onClose();
    } catch (error) {
      setBusy(false);
      setWrong((error instanceof ApiError && error.fields['name']) || describeError(error));
    }
  };
  return (
    <Dialog
      title={team?.name ?? t('teams.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="team" variant="primary" busy={busy}>
            {t('action.save')}
          </Button>
        </>
      }
    >
      <form id="team" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        <Field
          name="name"
          label={t('teams.name')}
          defaultValue={team?.name ?? ''}
          maxLength={80}
          error={wrong || undefined}
        />
        <fieldset>
          <legend>{t('teams.members')}</legend>
          <div className={styles.members}>
            {everybody.map((person) => (
              <Checkbox
                key={person.id}
                label={person.name}
                checked={members.has(person.id)}
                onChange={() => toggle(person.id)}
              />
            ))}
          </div>
        </fieldset>
      </form>
    </Dialog>
  );
}
