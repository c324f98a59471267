import type { Order } from './dialect.ts';
import type { Way } from './shapes.ts';

/** One message to several numbers, as it comes by HTTP. */
export interface Request {
  source: string;
  destinations: readonly string[];
  /** With the dialect's marks, as it would go by SMPP: by it an identical request is known. */
  wireText: string;
  order: Order;
  /** How many messages of the price each number costs. */
  paid: number;
  flash: boolean;
  /** Given by the client; null: the provider gives one. */
  id: string | null;
  way: Exclude<Way, 'smpp'>;
}
