import { z } from 'zod';
import { type Card, createCard, type NewCard, rewriteCard } from '../../store/cards.ts';
import type { Tx } from '../../store/database.ts';

/** A kind of card: its name, and what it keeps beside the rows that it shows. */
export interface CardKind<Body extends object = object> {
  readonly name: string;
  /** Grows by one when `body` changes, and is written into each body as `v`; without one a body is of version 0. */
  readonly version: number;
  readonly body: z.ZodType<Body>;
  /** By version, what a body of it held and how that becomes one of the next; where none stands, both hold the same. */
  readonly earlier?: Readonly<Record<number, z.ZodType<object>>>;
}

const written = z.looseObject({ v: z.int().nonnegative().default(0) });

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** What a card of this kind keeps, whichever version wrote it. Null: it is of another kind, or cannot be read. */
export function readBody<Body extends object>(
  kind: CardKind<Body>,
  card: Pick<Card, 'kind' | 'body'>,
): Body | null {
  if (card.kind !== kind.name) return null;
  const found = written.safeParse(parsed(card.body));
  if (!found.success) return null;
  let body: object = found.data;
  for (let version = found.data.v; version < kind.version; version++) {
    const upgraded = kind.earlier?.[version]?.safeParse(body);
    if (upgraded && !upgraded.success) return null;
    body = upgraded?.data ?? body;
  }
  return kind.body.safeParse(body).data ?? null;
}

const writtenBy = <Body extends object>({ version: v }: CardKind<Body>, body: Body) => ({ v, ...body });

/** Writes a card of this kind, which the loop will send. Returns its id. */
export const writeCard = <Body extends object>(
  tx: Tx,
  kind: CardKind<Body>,
  { body, ...card }: Omit<NewCard, 'kind'> & { readonly body: Body },
): Promise<string> => createCard(tx, { ...card, kind: kind.name, body: writtenBy(kind, body) });

/** Puts another body into a card of this kind, which shows it next. */
export const rewriteBody = <Body extends object>(
  tx: Tx,
  kind: CardKind<Body>,
  card: Card,
  body: Body,
  now: number,
): Promise<void> => rewriteCard(tx, card.id, writtenBy(kind, body), now);
