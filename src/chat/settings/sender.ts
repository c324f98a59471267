import { readSender } from '../../messages/source.ts';
import { setting } from './setting.ts';

/** From whom messages go that name nobody; the same as `from=` takes. */
export const sender = setting('sender', {
  name: 'sender',
  read: (typed) => readSender(typed)?.address || null,
  write: (value) => value,
  ofBot: ({ wire }) => wire.sender || null,
  choices: () => [],
  example: 'SHOP',
  refusal: (from) => ({ kind: 'bad-sender', from }),
});
