import { UserRoundX } from 'lucide-react';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { currentSession } from '@/data/session';
import { Avatar } from '@/ui/Avatar/Avatar';
import { Dialog } from '@/ui/Dialog/Dialog';
import { PickList } from '@/ui/PickList/PickList';
import { assign, knownConversation } from '../actions';
import { useUsers } from '../queries';
import { userHint } from './userHint';

/** Gives conversations to an agent, or to nobody. */
export default function AssignDialog({ ids }: { ids: string[] }) {
  const { data: users, isPending } = useUsers();
  const me = currentSession().user.id;
  const current = ids.length === 1 && ids[0] ? (knownConversation(ids[0])?.assignee?.id ?? null) : null;
  // Oneself first: it is what is chosen most.
  const ordered = (users ?? [])
    .filter((user) => user.active)
    .sort((one, other) => Number(other.id === me) - Number(one.id === me) || one.name.localeCompare(other.name));
  return (
    <Dialog kind="palette" title={t('assign.title')} onClose={closeDialog}>
      <PickList
        label={t('assign.title')}
        placeholder={t('assign.placeholder')}
        busy={isPending}
        options={[
          ...ordered.map((user) => ({
            id: user.id,
            label: user.id === me ? t('assign.me', { name: user.name }) : user.name,
            hint: userHint(user),
            checked: user.id === current,
            icon: <Avatar name={user.name} url={user.avatar_url} size={36} presence={user.presence} />,
          })),
          ...(current || ids.length > 1 ? [{ id: '', label: t('assign.nobody'), icon: <UserRoundX size={22} /> }] : []),
        ]}
        onPick={(option) => {
          closeDialog();
          const user = users?.find((one) => one.id === option.id);
          void assign(ids, user ? { id: user.id, name: user.name, avatar_url: user.avatar_url } : null);
        }}
      />
    </Dialog>
  );
}
