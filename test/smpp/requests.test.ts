import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answer } from '../../src/smpp/pdu.ts';
import { type Request, Requests } from '../../src/smpp/requests.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function request(ends: string[]): Request {
  return {
    expects: 'submit_sm_resp',
    onAnswer: ({ status }) => ends.push(`answer ${status}`),
    onTimeout: () => ends.push('timeout'),
    onClosed: () => ends.push('closed'),
    onLate: ({ status }) => ends.push(`late ${status}`),
  };
}

function answer(sequence: number, status = 0): Answer {
  return { command: 'submit_sm_resp', sequence, status, messageId: null };
}

test('sequence numbers go to 0x7fffffff and begin again at 1, past those still under way', () => {
  const requests = new Requests(1_000, 0x7ffffffe);
  const sequences = Array.from({ length: 4 }, () => requests.open(request([])));
  expect(sequences).toEqual([0x7ffffffe, 0x7fffffff, 1, 2]);

  const again = new Requests(1_000, 0x7fffffff);
  again.open(request([]));
  again.open(request([]));
  expect(again.answer(0x7fffffff, answer(0x7fffffff))).toBe('answered');
  expect(again.open(request([]))).toBe(2);
});

test('a request that timed out keeps its sequence number until its late answer', () => {
  const ends: string[] = [];
  const requests = new Requests(1_000, 0x7fffffff);
  const sequence = requests.open(request(ends));
  vi.advanceTimersByTime(1_000);
  expect(ends).toEqual(['timeout']);
  expect(requests.answer(sequence, answer(sequence, 0x45))).toBe('late');
  expect(requests.answer(sequence, answer(sequence))).toBe('unasked');
  expect(ends).toEqual(['timeout', 'late 69']);
});

test('a request ends once: what was answered neither times out nor closes', () => {
  const ends: string[] = [];
  const requests = new Requests(1_000);
  const sequence = requests.open(request(ends));
  requests.answer(sequence, answer(sequence));
  vi.advanceTimersByTime(5_000);
  requests.close();
  expect(ends).toEqual(['answer 0']);
});

test('closing ends what is under way, and no timer is left', () => {
  const ends: string[] = [];
  const requests = new Requests(1_000);
  requests.open(request(ends));
  requests.open(request(ends));
  requests.close();
  expect(ends).toEqual(['closed', 'closed']);
  expect(vi.getTimerCount()).toBe(0);
});
