import { z } from 'zod';
import type { Lookup } from '../messages/receipt.ts';
import { type MessageRequest, messageRequest } from '../messages/request.ts';
import type { MessagesTable, ReceiptsTable } from './schema.ts';

/** What a message was asked to be. */
export const requestOf = ({ request }: Pick<MessagesTable, 'request'>): MessageRequest =>
  messageRequest.parse(JSON.parse(request));

const known = z.string().nullable().default(null);
const stored: z.ZodType<Lookup> = z.object({
  imsi: known,
  msc: known,
  mcc: known,
  mnc: known,
  country: known,
  network: known,
  roamingCountry: known,
  roamingNetwork: known,
});

/** What a look-up's receipt told about the number, if it did. */
export const lookupOf = ({ lookup }: Pick<MessagesTable, 'lookup'>): Lookup | null =>
  lookup === null ? null : stored.parse(JSON.parse(lookup));

const receipt = z.object({ unread: z.string().nullish() });

/** What of a receipt could not be understood; null: all was. */
export const unreadOf = ({ parsed }: Pick<ReceiptsTable, 'parsed'>): string | null =>
  receipt.parse(JSON.parse(parsed)).unread ?? null;
