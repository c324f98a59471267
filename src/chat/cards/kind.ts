import { type Card, createCard, type NewCard, rewriteCard, turnCard } from '../../store/chats/cards.ts';
import type { Tx } from '../../store/engine/database.ts';
import { readVersioned, type Versioned, versioned } from '../../store/engine/versions.ts';

/** A kind of card: its name, and what it keeps beside the rows that it shows. */
export interface CardKind<Body extends object = object> extends Versioned<Body> {
  readonly name: string;
}

/** What a card of this kind keeps. Null: it is of another kind, or cannot be read. */
export const readBody = <Body extends object>(
  kind: CardKind<Body>,
  card: Pick<Card, 'kind' | 'body'>,
): Body | null => (card.kind === kind.name ? readVersioned(kind, card.body) : null);

/** Writes a card of this kind, which the loop will send. Returns its id. */
export const writeCard = <Body extends object>(
  tx: Tx,
  kind: CardKind<Body>,
  { body, ...card }: Omit<NewCard, 'kind'> & { readonly body: Body },
): Promise<string> => createCard(tx, { ...card, kind: kind.name, body: versioned(kind, body) });

/** Turns a card of any kind into one of this kind. */
export const turnInto = <Body extends object>(
  tx: Tx,
  kind: CardKind<Body>,
  card: Pick<Card, 'id' | 'body'>,
  { body, ...shown }: Pick<NewCard, 'language' | 'now'> & { readonly body: Body },
): Promise<void> => turnCard(tx, card, { ...shown, kind: kind.name, body: versioned(kind, body) });

/** Puts another body into a card of this kind, which shows it next. */
export const rewriteBody = <Body extends object>(
  tx: Tx,
  kind: CardKind<Body>,
  card: Pick<Card, 'id' | 'body'>,
  body: Body,
  now: number,
): Promise<void> => rewriteCard(tx, card, versioned(kind, body), now);
