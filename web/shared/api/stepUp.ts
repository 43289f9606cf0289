import { call } from './client';
import type { Schemas } from './types';

/** Confirming that it is still oneself who asks, for who has no password to give. */

export type StepUpWays = Schemas['StepUpView'];
export type StepUpProvider = NonNullable<StepUpWays['provider']>;

export const stepUp = {
  ways: () => call<StepUpWays>('GET', '/me/step-up'),
  depart: () => call<Schemas['DepartureView']>('POST', '/me/step-up'),
  arrive: (body: Schemas['ArrivalBody']) => call<Schemas['ProofView']>('POST', '/me/step-up/finish', { body }),
};
