import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { workplaces } from '@shared/api/administration';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { moveTo } from '@/data/session';
import { CompanyMark } from '@/ui/CompanyMark/CompanyMark';
import { Dialog } from '@/ui/Dialog/Dialog';
import { PickList } from '@/ui/PickList/PickList';
import { toast } from '@/ui/Toast/toast';

/** The companies one works for; choosing one goes there. */
export default function CompaniesDialog() {
  const query = useQuery({ queryKey: keys.workplaces, queryFn: workplaces, staleTime: 0 });
  const [going, setGoing] = useState(false);
  const go = async (id: string, name: string) => {
    if (going) return;
    setGoing(true);
    toast(t('switch.going', { company: name }));
    try {
      await moveTo(id);
    } catch (error) {
      // What is under an open dialog is neither seen nor told.
      closeDialog();
      toast(describeError(error), { tone: 'error' });
    }
  };
  return (
    <Dialog kind="palette" title={t('company.switch')} onClose={closeDialog}>
      <PickList
        label={t('company.switch')}
        placeholder={t('switch.placeholder')}
        busy={query.isPending || going}
        empty={query.isError ? t('switch.failed') : t('switch.none')}
        options={(query.data?.items ?? []).map((one) => ({
          id: one.id,
          label: one.name,
          hint: one.current ? t('switch.here') : t(`switch.role.${one.role}`),
          checked: one.current,
          icon: <CompanyMark name={one.name} color={one.brand_color} />,
        }))}
        onPick={(option) => {
          if (option.checked) closeDialog();
          else void go(option.id, option.label);
        }}
      />
    </Dialog>
  );
}
