import { describe, expect, it } from 'vitest';
import { addReason, changeReason, moveReason, removeReason } from './reasons';

const reasons = ['A', 'B', 'C'].map((name) => ({ id: name, name, active: true }));
const names = (list: { name: string }[]) => list.map(({ name }) => name).join('');

describe('reasons for closing', () => {
  it.each([
    [0, 1, 'BAC'],
    [2, -1, 'ACB'],
    [0, -1, 'ABC'],
    [2, 1, 'ABC'],
  ] as const)('moves %i by %i', (index, by, expected) => {
    expect(names(moveReason(reasons, index, by))).toBe(expected);
  });

  it('adds, changes and removes without touching the others', () => {
    expect(names(changeReason(reasons, 1, { name: 'X' }))).toBe('AXC');
    expect(names(removeReason(reasons, 1))).toBe('AC');
    expect(addReason(reasons).at(-1)).toEqual({ name: '', active: true });
    expect(names(reasons)).toBe('ABC');
  });
});
