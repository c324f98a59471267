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
);
/** Those of one command. */
export const OWN: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  sms: [['flash=yes', 'flash', 'yes']],
  call: [
    ['voice=w2', 'voice', 'w2'],
    ['ring=20', 'ring', '20'],
  ],
  email: [],
};
/** What a command cannot do without. */
const NEEDED: Readonly<Record<string, readonly [string, string, string]>> = {
  email: ['subject="Счёт 12"', 'subject', 'Счёт 12'],
  bot: ['bot=@shop_bot', 'bot', '@shop_bot'],
};
/** What stands before an = in them. */
export const DECLARED = 'from|comment|alphabet|flash|voice|ring|retry|tries|subject|bot';

/** Those that were picked, each once, and those without which it is no line. */
export const optionsFor = (command: string, picked: readonly (readonly [string, string, string])[]) => {
  const needed = NEEDED[command];
  const all = [...(needed ? [needed] : []), ...picked];
  return all.filter(([, name], index) => all.findIndex(([, other]) => other === name) === index);
};
