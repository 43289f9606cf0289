import { describe, expect, it } from 'vitest';
import { t, type MessageKey } from '@shared/i18n';
import { firstSteps, PLACES, readyOf, stepText } from './ready';

const step = (key: string, done = false, available = true) => ({ key, done, available });

describe('the check list', () => {
  it('counts only what this version can do', () => {
    const ready = readyOf([step('channel', true), step('team'), step('campaign', false, false)]);
    expect([ready.done, ready.steps.length, ready.later.map((one) => one.key), ready.complete]).toEqual([
      1,
      2,
      ['campaign'],
      false,
    ]);
    expect(readyOf([step('channel', true), step('score', false, false)]).complete).toBe(true);
    expect(readyOf([]).complete).toBe(false);
  });

  it.each(Object.keys(PLACES))('says how %s is done, and names the way there', (key) => {
    for (const text of [`ready.how.${key}`, `ready.go.${key}`] as MessageKey[]) expect(t(text)).not.toBe(text);
  });

  it('shows a step it does not know by its code', () => {
    expect([stepText('channel'), stepText('invented')]).toEqual(['ready.step.channel', 'invented']);
  });
});

describe('the first steps', () => {
  it('are what really happened: a greeting of the bot is no answer of a person', () => {
    const items = [step('channel', true), step('team'), step('received', true), step('sent', true), step('replied')];
    expect(firstSteps(items)).toEqual({ channel: true, team: false, received: true, reply: false, count: 1 });
    expect(firstSteps([step('channel', true), step('team', true), step('replied', true)]).count).toBe(3);
  });
});
