import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@shared/api/client';
import type { Conversation, ConversationFilters } from '@shared/api/types';
import { keys, queryClient } from '@/data/queryClient';
import { knownConversation } from './actions';

export const useConversations = (filters: ConversationFilters) =>
  useInfiniteQuery({
    queryKey: keys.conversations(filters),
    queryFn: ({ pageParam, signal }) => api.conversations.list(filters, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const useMessages = (id: string) =>
  useInfiniteQuery({
    queryKey: keys.messages(id),
    queryFn: ({ pageParam, signal }) => api.conversations.messages(id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

/** A conversation; the row of the list stands in until the server has answered. */
export const useConversation = (id: string) =>
  useQuery<Conversation>({
    queryKey: keys.conversation(id),
    queryFn: ({ signal }) => api.conversations.read(id, signal),
    placeholderData: () => knownConversation(id),
  });

export const useChannels = () =>
  useQuery({ queryKey: keys.channels, queryFn: api.channels.list, staleTime: 300_000, select: (page) => page.items });
export const useQueues = () =>
  useQuery({ queryKey: keys.queues, queryFn: api.queues.list, staleTime: 300_000, select: (page) => page.items });
export const useUsers = () =>
  useQuery({ queryKey: keys.users, queryFn: api.users.list, staleTime: 60_000, select: (page) => page.items });
export const useLabels = () =>
  useQuery({ queryKey: keys.labels, queryFn: api.labels.list, staleTime: 300_000, select: (page) => page.items });

/** Warms a thread that is likely to be opened next. */
export function preloadThread(id: string): void {
  void queryClient.prefetchInfiniteQuery({
    queryKey: keys.messages(id),
    queryFn: ({ pageParam }) => api.conversations.messages(id, pageParam),
    initialPageParam: null as string | null,
  });
}
