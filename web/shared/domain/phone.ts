/**
 * Shows a phone number as people in Brazil write it: +55 11 98765-4321. Other countries keep their digits grouped after
 * the plus sign.
 *
 * @param phone E.164 digits, with or without the plus sign
 */
export function formatPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const brazil = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(digits);
  if (brazil) return `+55 ${brazil[1]} ${brazil[2]}-${brazil[3]}`;
  return digits.length >= 8 ? `+${digits}` : phone;
}

/**
 * E.164 digits of what was typed, or null when it cannot be a phone number.
 * Ten or eleven digits without a country code are read as Brazilian.
 */
export function normalisePhone(typed: string): string | null {
  const digits = typed.replace(/\D/g, '').replace(/^0+/, '');
  if (typed.trim().startsWith('+')) return digits.length >= 8 && digits.length <= 15 ? `+${digits}` : null;
  if (digits.length === 10 || digits.length === 11) return `+55${digits}`;
  if ((digits.length === 12 || digits.length === 13) && digits.startsWith('55')) return `+${digits}`;
  return null;
}
