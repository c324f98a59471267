import type { Endpoint } from './connection.ts';
import type { Link } from './link.ts';
import type { BindMode } from './pdu.ts';
import type { Traffic } from './traffic.ts';

/** What an answer to a submit is known by. */
export interface SubmitToken {
  readonly attemptId: number;
  /** performance.now() as it was written. */
  readonly writtenAt: number;
}

/** A link of the account, and the name by which attempts and /health know it: "login/1", "login/1/receiver". */
export interface Bind {
  readonly id: string;
  readonly mode: BindMode;
  readonly link: Link<SubmitToken>;
  readonly traffic: Traffic;
}

export const canSend = ({ mode, link }: Bind): boolean => mode !== 'receiver' && link.ready;

/** "host:port", as attempts keep it. */
export const hostName = ({ host, port }: Endpoint): string => `${host}:${port}`;
