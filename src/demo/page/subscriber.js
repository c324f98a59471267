/** How the simulated subscribers behave: by the last two digits of their number. */

/** @type {Record<string, { sign: 'delivers' | 'fails' | 'slow' | 'mute', says: string }>} */
const rules = {
  '01': { sign: 'fails', says: 'does not exist (error 1)' },
  '02': { sign: 'delivers', says: 'reads what comes by Viber, social networks or a bot' },
  '04': { sign: 'delivers', says: 'opens the link in what comes' },
  '06': { sign: 'fails', says: 'offline: expires after 10 s (error 6)' },
  '07': { sign: 'slow', says: 'delivered after 20 s' },
  '08': { sign: 'slow', says: 'offline for the first two messages (error 6), on from the third' },
  10: { sign: 'delivers', says: 'has no messengers: Viber and social networks fail (error 11)' },
  11: { sign: 'fails', says: 'service not connected (error 11)' },
  12: { sign: 'fails', says: 'fault in the phone (error 12)' },
  13: { sign: 'fails', says: 'subscriber blocked (error 13)' },
  21: { sign: 'fails', says: 'service not supported (error 21)' },
  53: { sign: 'fails', says: 'caught by the spam filter (error 253)' },
  54: { sign: 'fails', says: 'sender not registered (error 254)' },
  55: { sign: 'fails', says: 'rejected by the operator (error 255)' },
  99: { sign: 'mute', says: 'no receipt ever comes' },
};

/**
 * @param {string} number
 * @returns {{ digits: string, sign: 'delivers' | 'fails' | 'slow' | 'mute', says: string }}
 */
export function ruleOf(number) {
  const digits = /^\d+$/.test(number) ? number.slice(-2) : '';
  return { digits, ...(rules[digits] ?? { sign: 'delivers', says: 'delivers in about 1 s' }) };
}

/** Numbers worth adding to the table, with what each of them does. */
export const interestingNumbers = ['01', '02', '04', '06', '07', '08', '10', '13', '53', '99'].map(
  (digits) => {
    const number = `799955500${digits}`;
    return { number, says: ruleOf(number).says };
  },
);
