import type { Team } from '@shared/api/administration';
import type { User } from '@shared/api/types';
import { t } from '@shared/i18n';
import { Checkbox } from '@/ui/Switch/Switch';
import styles from '../settings.module.css';

interface WhoServesProps {
  users: readonly User[];
  teams: readonly Team[];
  /** Ids of who was chosen by name, and of teams. */
  chosenUsers: string[];
  chosenTeams: string[];
  onMembers: (members: string[]) => void;
  onTeams: (teams: string[]) => void;
}

/** Teams, with whoever is in them now and later, and people by name. */
export function WhoServes({ users, teams, chosenUsers, chosenTeams, onMembers, onTeams }: WhoServesProps) {
  const teamOf = (id: string) => teams.find((team) => chosenTeams.includes(team.id) && team.member_ids.includes(id));
  const toggle = (ids: string[], id: string, on: boolean) => (on ? [...ids, id] : ids.filter((one) => one !== id));
  const nobody = chosenUsers.length === 0 && !users.some((user) => teamOf(user.id));
  return (
    <>
      {teams.length > 0 ? (
        <fieldset>
          <legend>{t('queue.teams')}</legend>
          <p className={styles.quiet}>{t('queue.teamsHint')}</p>
          <div className={styles.members}>
            {teams.map((team) => (
              <Checkbox
                key={team.id}
                label={team.name}
                checked={chosenTeams.includes(team.id)}
                onChange={(on) => onTeams(toggle(chosenTeams, team.id, on))}
              />
            ))}
          </div>
        </fieldset>
      ) : null}
      <fieldset>
        <legend>{t('queues.whoAnswers')}</legend>
        <div className={styles.members}>
          {users.map((user) => {
            const team = teamOf(user.id);
            const chosen = chosenUsers.includes(user.id);
            return (
              <Checkbox
                key={user.id}
                label={team && !chosen ? t('queue.byTeam', { name: user.name, team: team.name }) : user.name}
                checked={chosen || team !== undefined}
                disabled={team !== undefined && !chosen}
                onChange={(on) => onMembers(toggle(chosenUsers, user.id, on))}
              />
            );
          })}
        </div>
        {nobody ? <p className={styles.quiet}>{t('queue.nobody')}</p> : null}
      </fieldset>
    </>
  );
}
