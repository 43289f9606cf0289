import { useQuery } from '@tanstack/react-query';
import { company } from '@shared/api/administration';
import { keys } from '@/data/queryClient';
import { LOOK_AGAIN, readyOf } from './ready';

/** The check list, looked up again and again while this screen is in sight and something is missing. */
export const useChecklist = () =>
  useQuery({
    queryKey: keys.checklist,
    queryFn: company.checklist,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && readyOf(state.data.items).complete ? false : LOOK_AGAIN),
  });
