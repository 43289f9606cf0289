import { call } from './client';
import type { Page, Schemas } from './types';

/** Operations about working hours: apart from the client, because the inbox does not need them. */

export type Calendar = Schemas['CalendarView'];
export type CalendarInput = Schemas['CalendarBody'];
export type Plan = Schemas['PlanBody'];
export type PlanPreview = Schemas['PlanPreviewView'];
export type Holiday = Schemas['HolidayView'];

const at = (id: string): string => `/calendars/${encodeURIComponent(id)}`;

export const calendars = {
  /** A company has a hundred at most: one page. */
  list: () => call<Page<Calendar>>('GET', '/calendars', { query: { limit: 100 } }),
  create: (body: CalendarInput) => call<Calendar>('POST', '/calendars', { body }),
  update: (id: string, body: Partial<CalendarInput>) => call<Calendar>('PATCH', at(id), { body }),
  remove: (id: string) => call<void>('DELETE', at(id)),
  preview: (body: Plan) => call<PlanPreview>('POST', '/calendars/preview', { body }),
  holidays: (region: string | null, year: number) =>
    call<{ items: Holiday[] }>('GET', '/holidays', { query: { country: 'BR', region, year } }),
};
