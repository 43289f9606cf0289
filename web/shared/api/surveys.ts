import { call } from './client';
import type { Page, Schemas } from './types';

/** How contacts rate what was done for them. */

export type SurveySettings = Schemas['SurveySettingsView'];
export type SurveyAnswer = Schemas['AnswerView'];
export type SurveySummary = Schemas['SurveySummaryView'];
export type Satisfaction = Schemas['SatisfactionView'];
export type SurveyPage = Schemas['SurveyPageView'];

export interface SurveyFilter {
  queue_id?: string | undefined;
  user_id?: string | undefined;
  rating?: number | undefined;
  /** First and last day in the company's time zone, `YYYY-MM-DD`. */
  since?: string | undefined;
  until?: string | undefined;
}

const page = (token: string): string => `/surveys/pages/${encodeURIComponent(token)}`;

export const surveys = {
  settings: () => call<SurveySettings>('GET', '/surveys/settings'),
  save: (body: Schemas['SurveySettingsBody']) => call<SurveySettings>('PUT', '/surveys/settings', { body }),
  answers: (filter: SurveyFilter, cursor: string | null) =>
    call<Page<SurveyAnswer>>('GET', '/surveys/answers', { query: { ...filter, cursor, limit: 25 } }),
  summary: ({ rating: _, ...filter }: SurveyFilter) =>
    call<SurveySummary>('GET', '/surveys/summary', { query: { ...filter } }),
  satisfaction: (contact: string) => call<Satisfaction>('GET', `/contacts/${encodeURIComponent(contact)}/satisfaction`),
  link: (conversation: string) =>
    call<Schemas['SurveyLinkView']>('POST', `/conversations/${encodeURIComponent(conversation)}/survey-link`),
  page: (token: string) => call<SurveyPage>('GET', page(token)),
  answer: (token: string, body: Schemas['SurveyAnswerBody']) => call<SurveyPage>('POST', page(token), { body }),
};
