import { api } from '@shared/api/client';
import type { Channel } from '@shared/api/types';

/** What the look-alike platform of the demonstration gives a company that registers a number. */
interface SimulatorNumber {
  phone_number_id: string;
  business_id: string;
  access_token: string;
}

/** Whether this installation is a demonstration, with a simulator to write from as a customer. */
export async function hasSimulator(): Promise<boolean> {
  try {
    const answer = await fetch('/demo/api/numbers', { headers: { accept: 'application/json' } });
    return answer.ok && Array.isArray(((await answer.json()) as { items?: unknown }).items);
  } catch {
    // Elsewhere the address is the app itself, or nothing.
    return false;
  }
}

/** Where somebody writes to a number as a customer would. */
export const simulatorPath = (channel: Channel | undefined): string =>
  channel ? `/demonstracao?numero=${channel.external_id}` : '/demonstracao';

/**
 * Registers a number with the look-alike, and connects and checks it as one of Meta's.
 *
 * @param company name the number shows to customers
 * @param name what the channel is called here
 * @throws ApiError when the server refuses
 */
export async function connectSimulator(company: string, name: string): Promise<void> {
  const answer = await fetch('/demo/api/numbers', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: company }),
  });
  if (!answer.ok) throw new Error(`the simulator answered ${answer.status}`);
  const number = (await answer.json()) as SimulatorNumber;
  const channel = await api.channels.create({
    type: 'whatsapp',
    name,
    external_id: number.phone_number_id,
    business_id: number.business_id,
    access_token: number.access_token,
  });
  await api.channels.validate(channel.id);
}
