import type { paths } from './schema';
import type { BulkAction, EventPage, Message, NewMessage, Page, Schemas } from './types';

/**
 * What the app relies on, checked by the compiler against the backend's OpenAPI: no code comes from this file. When the
 * generated schema changes, a difference shows here and not in front of a customer.
 */
type Path = keyof paths;
type Operation<P extends Path, Method extends keyof paths[P]> = paths[P][Method] extends undefined ? never : P;

/** Every operation that the client calls. */
export type UsedOperations =
  | Operation<'/api/v1/session', 'get' | 'post' | 'delete'>
  | Operation<'/api/v1/session/account', 'post'>
  | Operation<'/api/v1/me/accounts', 'get'>
  | Operation<'/api/v1/me', 'patch'>
  | Operation<'/api/v1/me/presence', 'get' | 'put'>
  | Operation<'/api/v1/socket-tickets', 'post'>
  | Operation<'/api/v1/events', 'get'>
  | Operation<'/api/v1/conversations', 'get' | 'post'>
  | Operation<'/api/v1/conversations/counts', 'get'>
  | Operation<'/api/v1/conversations/bulk', 'post'>
  | Operation<'/api/v1/conversations/{conversation_id}', 'get' | 'patch'>
  | Operation<'/api/v1/conversations/{conversation_id}/messages', 'get' | 'post'>
  | Operation<'/api/v1/conversations/{conversation_id}/accept', 'post'>
  | Operation<'/api/v1/conversations/{conversation_id}/assign', 'post'>
  | Operation<'/api/v1/conversations/{conversation_id}/transfer', 'post'>
  | Operation<'/api/v1/conversations/{conversation_id}/resolve', 'post'>
  | Operation<'/api/v1/conversations/{conversation_id}/reopen', 'post'>
  | Operation<'/api/v1/conversations/{conversation_id}/snooze', 'post'>
  | Operation<'/api/v1/conversations/{conversation_id}/read', 'post'>
  | Operation<'/api/v1/conversations/{conversation_id}/unread', 'post'>
  | Operation<'/api/v1/conversations/{conversation_id}/labels', 'put'>
  | Operation<'/api/v1/conversations/{conversation_id}/typing', 'post'>
  | Operation<'/api/v1/messages/{message_id}/retry', 'post'>
  | Operation<'/api/v1/messages/{message_id}/reaction', 'put'>
  | Operation<'/api/v1/media', 'post'>
  | Operation<'/api/v1/media/{media_id}', 'get'>
  | Operation<'/api/v1/media/{media_id}/complete', 'post'>
  | Operation<'/api/v1/contacts', 'get'>
  | Operation<'/api/v1/contacts/{contact_id}', 'get' | 'patch'>
  | Operation<'/api/v1/contacts/{contact_id}/conversations', 'get'>
  | Operation<'/api/v1/channels', 'get' | 'post'>
  | Operation<'/api/v1/channels/{channel_id}', 'get' | 'patch'>
  | Operation<'/api/v1/channels/{channel_id}/validate', 'post'>
  | Operation<'/api/v1/channels/{channel_id}/templates', 'get'>
  | Operation<'/api/v1/channels/{channel_id}/templates/sync', 'post'>
  | Operation<'/api/v1/queues', 'get' | 'post'>
  | Operation<'/api/v1/queues/{queue_id}', 'patch'>
  | Operation<'/api/v1/queues/{queue_id}/take-next', 'post'>
  | Operation<'/api/v1/skills', 'get' | 'post'>
  | Operation<'/api/v1/skills/{skill_id}', 'patch' | 'delete'>
  | Operation<'/api/v1/capacity', 'get' | 'put'>
  | Operation<'/api/v1/priority-rules', 'get' | 'post'>
  | Operation<'/api/v1/priority-rules/{rule_id}', 'put' | 'delete'>
  | Operation<'/api/v1/me/offers', 'get'>
  | Operation<'/api/v1/conversations/{conversation_id}/offer/accept', 'post'>
  | Operation<'/api/v1/conversations/{conversation_id}/offer/decline', 'post'>
  | Operation<'/api/v1/users', 'get'>
  | Operation<'/api/v1/labels', 'get' | 'post'>
  | Operation<'/api/v1/sessions', 'get' | 'delete'>
  | Operation<'/api/v1/sessions/{session_id}', 'delete'>
  | Operation<'/api/v1/me/password', 'put'>
  | Operation<'/api/v1/audit' | '/api/v1/audit/verification', 'get'>
  | Operation<'/api/v1/audit/export', 'post'>
  | Operation<'/api/v1/users/{user_id}', 'patch' | 'delete'>
  | Operation<'/api/v1/users/{user_id}/sessions' | '/api/v1/users/{user_id}/two-factor', 'delete'>
  | Operation<'/api/v1/invites' | '/api/v1/roles' | '/api/v1/teams' | '/api/v1/tokens', 'get' | 'post'>
  | Operation<'/api/v1/invites/{invite_id}' | '/api/v1/tokens/{token_id}', 'delete'>
  | Operation<'/api/v1/invites/{invite_id}/resend', 'post'>
  | Operation<'/api/v1/roles/{role_id}' | '/api/v1/teams/{team_id}', 'patch' | 'delete'>
  | Operation<'/api/v1/account', 'get' | 'patch'>
  | Operation<'/api/v1/sign-ups', 'get' | 'post'>
  | Operation<'/api/v1/account/checklist', 'get'>
  | Operation<'/api/v1/operator/companies', 'get' | 'post'>
  | Operation<'/api/v1/operator/companies/{company_id}/status', 'put'>
  | Operation<'/api/v1/privacy/incident-report' | '/api/v1/privacy/exports/{export_id}/open', 'post'>
  | Operation<'/api/v1/password-resets' | '/api/v1/password-resets/confirm', 'post'>
  | Operation<'/api/v1/invites/lookup' | '/api/v1/invites/accept', 'post'>
  | Operation<'/api/v1/contacts/{contact_id}/consents', 'get' | 'post'>
  | Operation<'/api/v1/contacts/{contact_id}/export' | '/api/v1/contacts/{contact_id}/erase', 'post'>
  | Operation<'/api/v1/privacy/exports' | '/api/v1/privacy/erasures' | '/api/v1/privacy/requests', 'get'>
  | Operation<'/api/v1/contacts/{contact_id}/subject-requests', 'get' | 'post'>
  | Operation<'/api/v1/privacy/requests/{request_id}/fulfil' | '/api/v1/privacy/requests/{request_id}/refuse', 'post'>
  | Operation<'/api/v1/me/avatar', 'put' | 'delete'>
  | Operation<'/api/v1/session/second-factor', 'post'>
  | Operation<'/api/v1/me/two-factor', 'get' | 'post' | 'delete'>
  | Operation<'/api/v1/single-sign-on', 'get' | 'post'>
  | Operation<'/api/v1/single-sign-on/finish', 'post'>
  | Operation<'/api/v1/account/sign-in', 'get' | 'patch'>
  | Operation<'/api/v1/account/sign-in-providers', 'get' | 'post'>
  | Operation<'/api/v1/account/sign-in-providers/{provider_id}', 'patch' | 'delete'>
  | Operation<'/api/v1/account/sign-in-providers/{provider_id}/check', 'post'>
  | Operation<'/api/v1/me/identities', 'get'>
  | Operation<'/api/v1/users/{user_id}/identities', 'get'>
  | Operation<'/api/v1/me/identities/{identity_id}' | '/api/v1/users/{user_id}/identities/{identity_id}', 'delete'>
  | Operation<'/api/v1/me/two-factor/confirm' | '/api/v1/me/two-factor/recovery-codes', 'post'>;

type Fits<Given extends Wanted, Wanted> = Given;

/** Shapes of our own that must stay within the generated ones. */
export type CheckedShapes = [
  Fits<keyof Message, keyof Schemas['MessageView']>,
  Fits<keyof NewMessage, keyof Schemas['MessageBody']>,
  Fits<BulkAction['action'], Schemas['BulkBody']['action']>,
  Fits<keyof EventPage, keyof Schemas['EventsView']>,
  Fits<Schemas['Page_ConversationView_'], Page<Schemas['ConversationView']>>,
];
