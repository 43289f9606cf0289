import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@shared/api/client';

/** Server state. Events keep it fresh, so nothing is fetched again only because time has passed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'offlineFirst',
      staleTime: 60_000,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiError) || error.transient),
      retryDelay: (attempt) => 400 * 2 ** attempt,
    },
    mutations: { networkMode: 'always' },
  },
});

export const keys = {
  conversations: (filters: object) => ['conversations', filters] as const,
  conversation: (id: string) => ['conversation', id] as const,
  messages: (id: string) => ['messages', id] as const,
  counts: ['counts'] as const,
  contact: (id: string) => ['contact', id] as const,
  history: (id: string) => ['history', id] as const,
  channels: ['channels'] as const,
  channel: (id: string) => ['channel', id] as const,
  templates: (id: string) => ['templates', id] as const,
  queues: ['queues'] as const,
  users: ['users'] as const,
  labels: ['labels'] as const,
  closing: ['closing'] as const,
  presence: ['presence'] as const,
  sessions: ['sessions'] as const,
  signUps: ['signUps'] as const,
  audit: (filter: object) => ['audit', filter] as const,
  people: ['people'] as const,
  invites: ['invites'] as const,
  roles: ['roles'] as const,
  teams: ['teams'] as const,
  slaPolicies: ['slaPolicies'] as const,
  tokens: ['tokens'] as const,
  company: ['company'] as const,
  companies: (filter: object) => ['companies', filter] as const,
  workplaces: ['workplaces'] as const,
  checklist: ['checklist'] as const,
  simulator: ['simulator'] as const,
  consents: (contactId: string) => ['consents', contactId] as const,
  privacyExports: ['privacyExports'] as const,
  privacyErasures: ['privacyErasures'] as const,
  twoFactor: ['twoFactor'] as const,
  identities: ['identities'] as const,
  providers: ['providers'] as const,
  signInSettings: ['signInSettings'] as const,
  signInPage: (company: string) => ['signInPage', company] as const,
  auditState: ['auditState'] as const,
  supervision: ['supervision'] as const,
  timeSheets: (period: object) => ['timeSheets', period] as const,
};
