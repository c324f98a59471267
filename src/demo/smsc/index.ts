/**
 * A simulated SMSC: SMPP 3.4 over real sockets on loopback, with the provider's dialect, its limits, receipts
 * and subscribers, as strict as the provider would be, and with faults to switch on. It can be another provider as well,
 * that speaks plain SMPP 3.4.
 */
import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { Decision } from './account.ts';
import { Account } from './account.ts';
import type { Alphabet } from './alphabets.ts';
import { surplusBinds } from './binds.ts';
import { Faults } from './faults.ts';
import type { HandlerSettings } from './handler.ts';
import { keepNewest } from './newest.ts';
import { oddId } from './oddities.ts';
import { status } from './pdu.ts';
import type { Bound, Desk } from './session.ts';
import { Session } from './session.ts';
import type { BindNote, PhoneMessage, SmscEvents, Submit } from './shapes.ts';
import { recordOf } from './submit-record.ts';

export type { Alphabet } from './alphabets.ts';
export type { PhoneMessage, SmscEvents, Submit } from './shapes.ts';

export interface SmscOptions {
  /**
   * `generic`: no dialect, identical requests are messages like others, addresses have to be typed as SMPP 3.4 has it, and
   * receipts are dated in UTC. Default `smsc.ru`.
   */
  provider?: 'smsc.ru' | 'generic';
  /** What data_coding 0 means at a generic provider; GSM 03.38 by default. */
  defaultAlphabet?: Alphabet;
  /** 0 takes a free one. */
  port?: number;
  login?: string;
  password?: string;
  /** Further accounts, login to password; each has its own binds, rate and receipts. */
  accounts?: Record<string, string>;
  /** Submits in any second per account; more get ESME_RTHROTTLED. */
  rate?: number;
  /** Binds per account; a further one ends the oldest. A transmitter and a receiver together count as one. */
  binds?: number;
  /** Most deliver_sm without an answer per account. */
  receiptWindow?: number;
  /** An ordinary delivery, ms; the expiry of an offline phone takes 10 times, a slow phone 20 times as long. */
  deliveryMs?: number;
  /** A connection without a PDU for this long is closed, ms. */
  idleMs?: number;
  /** The first message id; the others count up from it. */
  firstId?: number;
  /** Whether the same text to the same number from another sender is no repetition. */
  duplicatesPerSource?: boolean;
  /** The operator's clock in receipts, minutes before UTC. */
  utcOffsetMinutes?: number;
  /** Money of each account, in its currency; a million by default. */
  balance?: number;
  /**
   * How many of each kind of record are held, the newest: submits, messages, phones and the texts on each, requests that
   * may not be repeated, messages of which parts are missing, and what waits to be delivered. All by default.
   */
  keep?: number;
}

export interface Smsc {
  /** host:port. */
  readonly address: string;
  readonly provider: 'smsc.ru' | 'generic';
  readonly login: string;
  readonly password: string;
  /** The (first) account, which the provider's other ways lead to as well. */
  readonly account: Account;
  readonly events: EventEmitter<SmscEvents>;
  /** Every submit_sm (that is kept) that arrived on a bind that may send, oldest first. */
  submits(): Submit[];
  /** What that number or e-mail address received, oldest first. */
  phone(number: string): PhoneMessage[];
  /** Numbers and addresses that received or wrote something. */
  phones(): string[];
  /** The subscriber writes to one of the (first) account's numbers; kept until a bind receives. */
  write(number: string, message: { to: string; text: string }): Promise<void>;
  /**
   * Sets the HTTP handler of the (first) account, which is called beside SMPP with each status and each incoming
   * message, or with those that are asked for; null: none. Throws an Error that says what is wrong with its address.
   */
  setHandler(handler: HandlerSettings | null): void;
  /** Switches a fault on, such as {fault: 'silent', seconds: 5}; throws an Error that says what is wrong with it. */
  fault(fault: unknown): void;
  /** Sends bytes as they are to every bound session. */
  sendRaw(bytes: Buffer): void;
  dropConnections(): void;
  /** Number of bound sessions. */
  binds(): number;
  close(): Promise<void>;
}

interface Login {
  password: string;
  account: Account;
}

const oldestVersion = 0x34;
const systemTypes = new Map<string, Alphabet>([
  ['', 'gsm'],
  ['ISO', 'latin1'],
]);

/** Starts the SMSC on 127.0.0.1; it listens when the promise resolves. */
export async function startSmsc(options: SmscOptions = {}): Promise<Smsc> {
  const { port = 0, login = 'demo', password = 'demo', accounts: further = {} } = options;
  const plain = options.provider === 'generic';
  const {
    binds = 1,
    idleMs = 120_000,
    utcOffsetMinutes = plain ? 0 : 180,
    keep = Number.POSITIVE_INFINITY,
  } = options;
  let id = options.firstId ?? 855_469;
  const events = new EventEmitter<SmscEvents>();
  const submits: Submit[] = [];
  const phones = new Map<string, PhoneMessage[]>();
  const sessions = new Set<Session>();
  let bindCount = 0;

  const phoneOf = (number: string) => {
    const messages = phones.get(number) ?? [];
    phones.set(number, messages);
    keepNewest(phones, keep);
    return messages;
  };
  const faults = new Faults({
    onLifted() {
      for (const { account } of logins.values()) account.deliveries.pump();
    },
    hasHandler: () => first.hasHandler,
  });
  const newAccount = (onBalance: (balance: number) => void = () => {}) =>
    new Account({
      rate: options.rate ?? 100,
      receiptWindow: options.receiptWindow ?? 5,
      deliveryMs: options.deliveryMs ?? 1000,
      plain,
      duplicatesPerSource: options.duplicatesPerSource ?? false,
      utcOffsetMinutes,
      keep,
      balance: options.balance ?? 1_000_000,
      onBalance,
      nextId: () => {
        const n = id++;
        const form = faults.takeIdForm();
        return form === null ? String(n) : oddId(form, n);
      },
      receiptForm: () => faults.takeReceiptForm(),
      held: (kind) => faults.silent || (kind === 'receipt' && faults.receiptsHeld),
      onPhone: (number, message) => {
        const messages = phoneOf(number);
        messages.push(message);
        if (messages.length > keep) messages.shift();
        events.emit('phone', number, message);
      },
      onReceipt: (note) => events.emit('receipt', note),
    });
  const first = newAccount((balance) => events.emit('balance', balance));
  const logins = new Map<string, Login>([[login, { password, account: first }]]);
  for (const [name, secret] of Object.entries(further)) {
    logins.set(name, { password: secret, account: newAccount() });
  }

  const updateReceivers = (account: Account) => {
    account.receivers = [...sessions].filter(
      ({ bound }) => bound?.account === account && bound.kind !== 'transmitter',
    );
  };

  const desk: Desk = {
    idleMs,
    utcOffsetMinutes,
    silent: () => faults.silent,
    bind(kind, fields) {
      const known = logins.get(fields.systemId);
      const alphabet = plain ? (options.defaultAlphabet ?? 'gsm') : systemTypes.get(fields.systemType);
      if (known === undefined) return status.invalidSystemId;
      if (fields.password !== known.password) return status.invalidPassword;
      if (alphabet === undefined) return status.invalidSystemType;
      if (fields.interfaceVersion < oldestVersion) return status.bindFailed;
      const { account } = known;
      bindCount += 1;
      const others = [...sessions].filter(({ bound }) => bound?.account === account);
      others.sort((a, b) => (a.bound?.bind ?? 0) - (b.bound?.bind ?? 0));
      for (const surplus of surplusBinds(others, kind, binds)) surplus.end();
      return { bind: bindCount, login: fields.systemId, kind, account, alphabet };
    },
    bound(bound) {
      updateReceivers(bound.account);
      events.emit('bind', noteOf(bound));
      bound.account.deliveries.pump();
    },
    unbound(session, bound) {
      updateReceivers(bound.account);
      bound.account.deliveries.lost(session);
      events.emit('unbind', noteOf(bound));
    },
    submit(session, bound, sequence, fields) {
      if (faults.takeDrop('before-submit')) {
        session.destroy();
        return;
      }
      const refusal = faults.takeRefusal(fields.destination);
      const decision =
        refusal === null
          ? bound.account.submit(fields, bound.alphabet)
          : { status: refusal, messageId: null };
      const submit = { ...recordOf(bound, sequence, fields), ...decision };
      submits.push(submit);
      if (submits.length > keep) submits.shift();
      events.emit('submit', submit);
      answer(session, sequence, decision);
    },
  };

  const answer = (session: Session, sequence: number, decision: Decision) => {
    if (faults.takeDrop('before-answer')) {
      session.destroy();
      return;
    }
    const copies = faults.takeTwice() ? 2 : 1;
    const messageId = decision.messageId !== null && faults.takeNameless() ? '' : decision.messageId;
    faults.inTime(() => {
      for (let copy = 0; copy < copies; copy += 1) {
        session.answerSubmit(sequence, decision.status, messageId);
      }
    });
    if (faults.takeDrop('after-answer')) session.finish();
  };

  const server = createServer((socket) => {
    const session = new Session(socket, desk);
    sessions.add(session);
    socket.on('close', () => sessions.delete(session));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;

  return {
    address: `127.0.0.1:${taken}`,
    provider: plain ? 'generic' : 'smsc.ru',
    login,
    password,
    account: first,
    events,
    submits: () => [...submits],
    phone: (number) => [...(phones.get(number) ?? [])],
    phones: () => [...phones.keys()],
    async write(number, { to, text }) {
      if (!/^\d{3,15}$/.test(number)) throw new Error(`not a subscriber's number (digits only): ${number}`);
      if (text === '') throw new Error('an empty message cannot be sent');
      phoneOf(number);
      events.emit('mo', { number, to, text, at: Date.now() });
      const manner = faults.takeManner();
      const all = [...logins.values()].map(({ account }) => account);
      for (const account of manner.accounts === 'all' ? all : [first])
        account.inbox.write(number, to, text, manner);
    },
    setHandler: (handler) => first.setHandler(handler),
    fault: (fault) => faults.set(fault),
    sendRaw(bytes) {
      for (const session of sessions) if (session.bound !== null) session.write(bytes);
    },
    dropConnections() {
      for (const session of sessions) session.destroy();
    },
    binds: () => [...sessions].filter(({ bound }) => bound !== null).length,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const session of sessions) session.destroy();
      await closed;
      faults.close();
      for (const { account } of logins.values()) account.close();
    },
  };
}

function noteOf({ bind, login, kind }: Bound): BindNote {
  return { bind, login, kind };
}
