import { answer, type Command } from '../src/chat/command.ts';
import type { Language } from '../src/chat/locale.ts';
import { shorten } from '../src/chat/show/view.ts';
import type { CardBody } from '../src/chat/views/kinds.ts';
import {
  ERROR_CODES,
  errorCode,
  isNamedStatus,
  statusByName,
  submitStatus,
} from '../src/messages/error-codes.ts';

type Lines = CardBody<'notice'>['lines'];

/** Longest piece of an unknown code that is said back. */
const TYPED_LENGTH = 40;

/** A status of the SMSC's answers, by its name, "0x58", or a number that is no error code of a receipt. */
function statusNamed(typed: string): ReturnType<typeof statusByName> {
  if (/^0x[0-9a-f]{1,8}$/i.test(typed)) return submitStatus(Number(typed));
  if (/^\d{1,10}$/.test(typed)) return isNamedStatus(Number(typed)) ? submitStatus(Number(typed)) : null;
  return statusByName(typed);
}

function explain(typed: string, language: Language): Lines {
  const known = /^\d{1,10}$/.test(typed) ? errorCode(Number(typed)) : null;
  if (known) {
    const { code, name, advice } = known;
    return [
      { id: 'error-code', args: { code: String(code), name: name[language], advice: advice[language] } },
    ];
  }
  const status = statusNamed(typed);
  if (!status) return [{ id: 'error-unknown', args: { code: shorten(typed, TYPED_LENGTH) } }];
  const { name, meaning, advice } = status;
  return [{ id: 'error-status', args: { name, meaning: meaning[language], advice: advice[language] } }];
}

const list = (language: Language): Lines => [
  { id: 'error-list' },
  ...ERROR_CODES.map(({ code, name }) => ({
    id: 'error-row',
    args: { code: String(code), name: name[language] },
  })),
];

export const error: Command = {
  spec: { name: 'error', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'viewer',
  examples: ['220', 'ESME_RTHROTTLED'],
  async run(ask, { text }) {
    const typed = text.trim();
    await answer(ask, 'notice', { lines: typed ? explain(typed, ask.language) : list(ask.language) });
  },
};
