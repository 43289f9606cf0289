import { expect, it } from 'vitest';
import { LONGEST_TEXT, signed } from './signature';

it('puts the signature a line below the words', () => {
  expect(signed(' Bom dia. ', 'Ana\nAtendimento ')).toBe('Bom dia.\n\nAna\nAtendimento');
});

it('leaves alone what has no words, no signature, or no room', () => {
  expect(signed('  ', 'Ana')).toBe('');
  expect(signed('Bom dia.', '  ')).toBe('Bom dia.');
  const longest = 'x'.repeat(LONGEST_TEXT - 5);
  expect(signed(longest, 'Ana')).toHaveLength(LONGEST_TEXT);
  expect(signed(`${longest}x`, 'Ana')).toBe(`${longest}x`);
});
