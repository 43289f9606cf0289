import { useQuery } from '@tanstack/react-query';
import { scheduled } from '@shared/api/later';
import { keys } from '@/data/queryClient';

/** What waits to be sent in a conversation; events about it bring it up to date. */
export const useScheduled = (id: string) =>
  useQuery({
    queryKey: keys.scheduled({ conversation_id: id }),
    queryFn: () => scheduled.list({ conversation_id: id, state: 'scheduled' }, null),
  });
