import { call } from './client';
import type { Challenge, Page, Schemas, Session } from './types';

/** Signing in by a provider (OpenID Connect), and what a company decides about it. */

export type SignInPage = Schemas['SignInPageView'];
export type ProviderKind = SignInPage['providers'][number]['kind'];
export type Provider = Schemas['ProviderView'];
export type ProviderInput = Schemas['ProviderBody'];
export type ProviderChange = Schemas['ProviderChangeBody'];
export type ProviderCheck = Schemas['ProviderCheckView'];
export type SignInSettings = Schemas['SignInSettingsView'];
export type Identity = Schemas['SignInIdentityView'];

export const singleSignOn = {
  page: (company: string) => call<SignInPage>('GET', '/single-sign-on', { query: { company } }),
  depart: (provider_id: string) => call<Schemas['DepartureView']>('POST', '/single-sign-on', { body: { provider_id } }),
  arrive: (body: Schemas['ArrivalBody']) =>
    call<Session | { second_factor: Challenge }>('POST', '/single-sign-on/finish', { body }),
};

const provider = (id: string): string => `/account/sign-in-providers/${encodeURIComponent(id)}`;

export const providers = {
  settings: () => call<SignInSettings>('GET', '/account/sign-in'),
  require: (single_sign_on_only: boolean, password: string) =>
    call<SignInSettings>('PATCH', '/account/sign-in', { body: { single_sign_on_only, password } }),
  list: () => call<Page<Provider>>('GET', '/account/sign-in-providers'),
  create: (body: ProviderInput) => call<Provider>('POST', '/account/sign-in-providers', { body }),
  update: (id: string, body: ProviderChange) => call<Provider>('PATCH', provider(id), { body }),
  remove: (id: string, password: string) => call<void>('DELETE', provider(id), { body: { password } }),
  check: (id: string) => call<ProviderCheck>('POST', `${provider(id)}/check`),
};

export const identities = {
  list: () => call<Page<Identity>>('GET', '/me/identities'),
  remove: (id: string, password: string) =>
    call<void>('DELETE', `/me/identities/${encodeURIComponent(id)}`, { body: { password } }),
  listOf: (userId: string) => call<Page<Identity>>('GET', `/users/${encodeURIComponent(userId)}/identities`),
  removeOf: (userId: string, id: string, password: string) =>
    call<void>('DELETE', `/users/${encodeURIComponent(userId)}/identities/${encodeURIComponent(id)}`, {
      body: { password },
    }),
};
