import type { ReceiptTlvs } from '../../../src/messages/receipt.ts';
import { START, type Telling, type World } from './history.ts';
import type { Wording } from './judge.ts';
import { type Submitted, writtenId } from './ledger.ts';
import type { AtHand } from './path.ts';

const SENDER = 'SHOP';
/** Whom nothing was sent to, and an id that nothing has. */
export const STRANGER = '79990000000';
export const NOBODY = '424242';
/** Characters of a message's text that a receipt quotes. */
const QUOTED = 12;
/** The provider's clock is Moscow's. */
const ZONE_MS = 180 * 60_000;
/** By so much a date is wrong that is: no time zone explains it. */
const WRONG_MS = 67 * 60_000;

/** The receipt of a submit, or of none that is known, as its deliver_sm brings it. */
export function receiptOf(
  telling: Telling,
  of: (Submitted & Wording) | null,
  world: World,
): AtHand['receipts'][number] {
  const own = of?.id ?? NOBODY;
  const plain = of ? writtenId(own, world) : NOBODY;
  const id = telling.isPadded ? `000${plain.toLowerCase()}` : plain;
  const { recipient, text } = of ?? { recipient: STRANGER, text: '' };
  const submittedAt = (of?.leftBy ?? START) + ZONE_MS - (telling.dated === 'wrong' ? WRONG_MS : 0);
  const date = new Date(submittedAt).toISOString().replace(/\D/g, '').slice(2, 12);
  const quote = telling.quotes === 'its-text' ? text.slice(0, QUOTED) : 'Something else';
  const fields = [
    ...(telling.id === 'text' || telling.id === 'both' ? [`id:${id}`] : []),
    ...(telling.dated === 'nothing' ? [] : [`submit date:${date}`]),
    `stat:${telling.says} err:${String(telling.error).padStart(3, '0')}`,
    ...(telling.quotes === 'nothing' ? [] : [`text:${quote}`]),
  ];
  const tlvs: ReceiptTlvs = {
    ...(telling.id === 'tlv' || telling.id === 'both' ? { receiptedMessageId: own } : {}),
    ...(telling.cost === null || !world.guards
      ? {}
      : { cost: Buffer.from(`${(telling.cost / 10_000).toFixed(4)}\0`) }),
  };
  const parties = {
    'to-sender': [recipient, SENDER],
    'from-sender': [SENDER, recipient],
    stranger: [STRANGER, SENDER],
    none: [],
  };
  return { text: fields.join(' '), tlvs, parties: parties[telling.parties] };
}

/** What a receipt says, in words. */
export const wordsOf = (
  { says, error, id, parties, quotes, dated, cost, isPadded }: Telling,
  of: Submitted | null,
): string =>
  [
    `a receipt of ${of?.name ?? 'nobody'}: ${says}`,
    ...(error > 0 ? [`err ${error}`] : []),
    ...(cost === null ? [] : [`cost ${cost}`]),
    ...(id === 'text' ? [] : [`id in ${id}`]),
    ...(isPadded ? ['padded'] : []),
    ...(parties === 'to-sender' ? [] : [parties]),
    ...(quotes === 'nothing' ? [] : [`quotes ${quotes}`]),
    ...(dated === 'nothing' ? [] : [`dated ${dated}`]),
  ].join(', ');
