import fc from 'fast-check';

/** Options as they are typed, and as they arrive. */
export const option = fc.constantFrom<readonly [typed: string, name: string, value: string]>(
  ['from=ACME', 'from', 'ACME'],
  ['From=“ACME”', 'from', 'ACME'],
  ['from="My-Shop"', 'from', 'My-Shop'],
  ['comment="ticket 77"', 'comment', 'ticket 77'],
  ['comment=«счёт 12»', 'comment', 'счёт 12'],
  ['comment=77', 'comment', '77'],
  ['alphabet=ucs2', 'alphabet', 'ucs2'],
  ['now=yes', 'now', 'yes'],
  ['at=+2h', 'at', '+2h'],
  ['at=18:30', 'at', '18:30'],
  ['at=завтра 9:00', 'at', '09:00'],
  ['at="mon 9:05"', 'at', '09:05'],
);
const KINDS = [
  ['kind=ad', 'kind', 'ad'],
  ['kind=service', 'kind', 'service'],
] as const;
/** Those of one command. */
export const OWN: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  sms: [['flash=yes', 'flash', 'yes'], ...KINDS, ['via=viber,sms after=10m', 'via', 'viber,sms']],
  viber: [...KINDS, ['via=viber,soc,sms', 'via', 'viber,soc,sms']],
  call: [...KINDS, ['voice=w2', 'voice', 'w2'], ['ring=20', 'ring', '20']],
  email: [],
};
/** What a command cannot do without. */
const NEEDED: Readonly<Record<string, readonly [string, string, string]>> = {
  email: ['subject="Счёт 12"', 'subject', 'Счёт 12'],
  bot: ['bot=@shop_bot', 'bot', '@shop_bot'],
};
/** What stands before an = in them. */
export const DECLARED =
  'from|comment|alphabet|flash|voice|ring|retry|tries|subject|bot|at|now|kind|via|after';

/** Those that were picked, each once, and those without which it is no line. */
export const optionsFor = (command: string, picked: readonly (readonly [string, string, string])[]) => {
  const needed = NEEDED[command];
  const all = [...(needed ? [needed] : []), ...picked];
  return all.filter(([, name], index) => all.findIndex(([, other]) => other === name) === index);
};
