/**
 * The provider's mail server on loopback, over the same account as the simulated SMSC. As at the provider a mail that it
 * takes is answered by the mail server alone: one that asks for nothing it knows comes to nothing.
 */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server';
import { CountedFaults } from '../counted-faults.ts';
import { authorise } from '../provider-http/params.ts';
import { Refusal } from '../provider-http/refusal.ts';
import type { Smsc } from '../smsc/index.ts';
import { faultSchema } from './faults.ts';
import { textOf, UnreadMail } from './mail.ts';
import { type Fields, readLetter, requestOf } from './order.ts';

/** A mail that was taken. */
export interface ReceivedMail {
  /** Unix time, ms. */
  at: number;
  from: string;
  /** Whether it came by TLS. */
  encrypted: boolean;
  /** What stands in it, without who asks; null where that cannot be told apart. */
  fields: Fields | null;
  /** The id of the message that came of it; null: none. */
  messageId: string | null;
  /** Why nothing came of it, which the sender is not told; null where a message did. */
  why: string | null;
}

export interface ProviderSmtp {
  /** Of the server, such as smtp://127.0.0.1:41004. */
  readonly url: string;
  /** The address that mails go to. */
  readonly inlet: string;
  /** The mails that were taken, oldest first. */
  mails(): readonly ReceivedMail[];
  /** Switches a fault on, such as {fault: 'cut', when: 'after'}; throws an Error that says what is wrong with it. */
  fault(fault: unknown): void;
  close(): Promise<void>;
}

interface InletOptions {
  readonly apiKey: string;
  /** With it STARTTLS is offered. */
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly onMail?: (mail: ReceivedMail) => void;
}

const inlet = 'send@send.smsc.example';
/** Octets of a mail. */
const size = 100 * 1024;
/** How many mails are remembered. */
const kept = 1000;

/** Starts it on a free port; it listens when the promise resolves. */
export async function startProviderSmtp(
  smsc: Smsc,
  { apiKey, tls, onMail = () => {} }: InletOptions,
): Promise<ProviderSmtp> {
  const who = { login: smsc.login, password: smsc.password, apiKey };
  const faults = new CountedFaults("the provider's mail server", faultSchema);
  const mails: ReceivedMail[] = [];
  /** By the port that the other side has. */
  const sockets = new Map<number, Socket>();

  /** The error that a fault has for what comes at a place. */
  const refusalAt = (place: 'sender' | 'recipient' | 'message'): Error | null => {
    const fault = faults.take('refuse', ({ at }) => at === place);
    return fault && refusal(fault.code, 'refused by a fault');
  };

  /** What the account makes of a mail. */
  function carryOut(mail: Buffer): Pick<ReceivedMail, 'fields' | 'messageId' | 'why'> {
    let fields: Fields | null = null;
    try {
      const { login, psw, ...rest } = readLetter(textOf(mail));
      fields = rest;
      authorise(login === '' ? { apikey: psw } : { login, psw }, who);
      const request = requestOf(fields);
      if (faults.take('lost')) return { fields, messageId: null, why: 'lost by a fault' };
      const taken = smsc.account.take(request);
      const isTaken = taken !== 'no money' && taken !== 'repeated';
      return { fields, messageId: isTaken ? taken : null, why: isTaken ? null : taken };
    } catch (error) {
      if (!(error instanceof UnreadMail || error instanceof Refusal)) throw error;
      return { fields, messageId: null, why: error.message };
    }
  }

  /** What is answered to a mail. */
  async function answer(
    stream: SMTPServerDataStream,
    { envelope: { mailFrom }, secure: encrypted }: SMTPServerSession,
  ): Promise<Error | 'taken' | 'hang up'> {
    const mail = Buffer.concat(await stream.toArray());
    const refused = stream.sizeExceeded ? refusal(552, 'larger than 100 KB') : refusalAt('message');
    if (refused) return refused;
    if (faults.take('cut', ({ when }) => when === 'before')) return 'hang up';
    const from = mailFrom === false ? '' : mailFrom.address;
    const received = { at: Date.now(), from, encrypted, ...carryOut(mail) };
    mails.push(received);
    if (mails.length > kept) mails.shift();
    onMail(received);
    if (faults.take('cut', ({ when }) => when === 'after')) return 'hang up';
    const slow = faults.take('slow');
    if (slow) await faults.held(slow);
    return 'taken';
  }

  const options: SMTPServerOptions = {
    banner: 'the demo of a provider',
    name: 'send.smsc.example',
    size,
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...tls,
    onConnect(_session, callback) {
      callback(faults.take('busy') ? refusal(421, 'busy by a fault') : null);
    },
    onMailFrom(_address, _session, callback) {
      callback(refusalAt('sender'));
    },
    onRcptTo({ address }, _session, callback) {
      const isKnown = address.toLowerCase() === inlet;
      callback(refusalAt('recipient') ?? (isKnown ? null : refusal(550, 'there is no such address here')));
    },
    onData(stream, session, callback) {
      answer(stream, session).then((answered) => {
        if (answered instanceof Error) callback(answered);
        else if (answered === 'taken') callback(null, answered);
        else sockets.get(session.remotePort)?.destroy();
      }, callback);
    },
  };
  const server = new SMTPServer(options);
  // Whoever hangs up in the middle is no failure of the server's.
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  listening.on('connection', (socket: Socket) => {
    const { remotePort = 0 } = socket;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    inlet,
    mails: () => [...mails],
    fault: (fault) => faults.set(fault),
    async close() {
      faults.clear();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });
