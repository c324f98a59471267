import type { Card } from '../../store/chats/cards.ts';
import type { Context } from '../context.ts';
import type { Arguments } from '../locale.ts';
import type { ByRole, Role } from '../people/access.ts';
import type { Did } from '../record.ts';
import type { View, ViewContext } from '../show/view.ts';
import type { CardKind } from './kind.ts';

/** What answers a press. */
export interface PressReply {
  /** A text of the locale files; null: the card says it. */
  readonly toast: { readonly id: string; readonly args?: Arguments } | null;
  /** For the record; null: nothing was done. */
  readonly did: Did | null;
}

/** It is done, and the card says so. */
export const done: PressReply = { toast: null, did: {} };

/** Nothing was done, and why. */
export const refused = (id: string, args: Arguments = {}): PressReply => ({ toast: { id, args }, did: null });

/** The card whose button was pressed. */
export interface Pressed<Body extends object> {
  readonly card: Card;
  readonly body: Body;
  /** What the button said beside its action. */
  readonly arg: string | null;
}

/** What a button does. Each acts once: the state it acts on is gone then. */
export interface Action<Body extends object = object> extends ByRole<Role> {
  /** Where the words are kept no more it does nothing, and says why. */
  readonly needsWords?: true;
  /** Its buttons had no argument once: one of those stands for whichever of these the card has now. */
  readonly withoutArg?: readonly string[];
  run(context: Context, pressed: Pressed<Body>): Promise<PressReply>;
  /** What to say where the card has the button no more, as when somebody was faster; null: no more than that. */
  late?(context: Context, pressed: Pressed<Body>): Promise<PressReply | null>;
}

/** What is known when Telegram has answered a new card; what follows may be done more than once. */
export type Answered = Pick<Context, 'tx' | 'settings' | 'now'>;

/** All that there is to a kind of card. A new one is a folder here and a line in its index. */
export interface Room<Body extends object = object> {
  readonly kind: CardKind<Body>;
  /** The least role that sees it in a private chat, asked at each showing; null: anybody, for it holds nothing of a customer's. */
  readonly seenBy: Role | null;
  /** It says little in words of customers and programs, or in names: the commands that it offers can be tapped. */
  readonly ownTaps?: true;
  view(context: ViewContext, card: Card, body: Body): Promise<View>;
  /** What is left of what it keeps without what somebody typed; null: nothing. Absent: nothing was typed. */
  wordless?(body: Body): Body | null;
  /** It stands in its chat for the first time. */
  shown?(answered: Answered, card: Card, body: Body): Promise<void>;
  /** Telegram would not take it, for this reason; it may be tried again. */
  unshown?(answered: Answered, card: Card, body: Body, why: string): Promise<void>;
  /** By the names that its buttons carry. */
  readonly actions?: Readonly<Record<string, Action<Body>>>;
  /** Actions that keyboards in chats still carry, and the `action` or `action:arg` that each is now. */
  readonly renamed?: Readonly<Record<string, string>>;
}
