/** Longest text of one message, in characters. */
export const LONGEST_TEXT = 4096;

/**
 * What a customer is sent: the agent's words and, a line below, the signature. A text that would become too long goes
 * without it, and so does no text at all.
 */
export function signed(text: string, signature: string): string {
  const words = text.trim();
  const name = signature.trim();
  if (!words || !name) return words;
  const whole = `${words}\n\n${name}`;
  return whole.length > LONGEST_TEXT ? words : whole;
}
