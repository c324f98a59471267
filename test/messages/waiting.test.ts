import { expect, test } from 'vitest';
import { LEAVING, TRANSITIONS } from '../../src/messages/status.ts';
import { afterLeaving, WAITING_REASONS, type WaitingReason, waitsFor } from '../../src/messages/waiting.ts';

test('reasons are asked in one order, each once, however they were found', () => {
  expect(waitsFor(['guard', 'landline', 'terms', 'price', 'confirmation', 'guard', 'stale'])).toEqual([
    'stale',
    'confirmation',
    'price',
    'landline',
    'guard',
    'terms',
  ]);
  expect(waitsFor([])).toEqual([]);
});

test.each<[waits: WaitingReason[], left: WaitingReason, rest: WaitingReason[], why: string]>([
  [['stale'], 'stale', [], 'nothing else holds'],
  [['stale', 'confirmation'], 'stale', [], 'the same card showed the preview'],
  [['stale', 'confirmation', 'guard'], 'stale', [], 'and that it is on its way already'],
  [['confirmation', 'guard'], 'confirmation', [], 'the preview says it'],
  [['stale', 'price', 'landline'], 'stale', [], 'the same card showed what it costs, and to what number'],
  [['confirmation', 'price', 'landline'], 'confirmation', [], 'so does the preview'],
  [['price', 'landline', 'guard'], 'price', [], 'all of it stands on one card'],
  [['landline', 'guard'], 'landline', [], 'as does that it is on its way already'],
  [['price', 'terms'], 'price', ['terms'], 'what is offered was not on the card'],
  [['guard'], 'guard', [], 'nothing else holds'],
  [['terms'], 'terms', [], 'nothing else holds'],
  [['stale', 'terms'], 'stale', ['terms'], 'what is offered was not on the card'],
  [['confirmation', 'terms'], 'confirmation', ['terms'], 'what is offered was not on the card'],
  [['guard', 'terms'], 'terms', ['guard'], 'an offer says nothing of another message'],
  [['stale', 'confirmation'], 'confirmation', ['stale'], 'a preview does not say how old it is'],
])('of %j, once %s is answered, %j is left: %s', (waits, left, rest) => {
  expect(afterLeaving(waits, left)).toEqual(rest);
});

test('each reason has a way out of its own, and none leads anywhere but from waiting', () => {
  expect(Object.keys(LEAVING).toSorted()).toEqual(WAITING_REASONS.toSorted());
  const events = Object.values(LEAVING);
  expect(new Set(events).size).toBe(events.length);
  for (const event of events) expect(TRANSITIONS[event]).toMatchObject({ from: ['waiting'], to: 'queued' });
});
