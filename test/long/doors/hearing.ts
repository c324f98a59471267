import type { ServerResponse } from 'node:http';
import type { Random } from '../../support/random.ts';
import { type Receiver, receiver, type Told } from '../../support/receiver.ts';

/** Of each once, and never two calls in a row: what fails again and again is put off for minutes. */
const FAILS = 0.15;
/** What was posted before it was switched off may still arrive, ms. */
const UNDER_WAY_MS = 1_500;
/** What comes again comes within, ms. */
const QUIET_MS = 7_000;

/** What one address hears. */
interface Address {
  readonly path: string;
  /** What the chat says that calls are signed with: calls may come before it has said so. */
  readonly secret: PromiseWithResolvers<string>;
  /** It wants no more. */
  isGone: boolean;
  /** When a person was told that it hears no more, ms since 1970; null: it still may. */
  offAt: number | null;
}

/** One of what came. */
interface Heard extends Told {
  /** ms since 1970 */
  readonly arrivedAt: number;
  readonly isTaken: boolean;
}

/** Another program that is told by webhooks, fails now and then, and remembers what it heard. */
export class Hearing {
  readonly heard: Heard[] = [];
  readonly addresses: Address[] = [];
  readonly #random: Random;
  readonly #receiver: Receiver;
  readonly #failed = new Set<string>();
  #hasFailed = false;

  static async open(random: Random): Promise<Hearing> {
    const late = { answer: (_told: Told, _response: ServerResponse): void => {} };
    const secrets = new Map<string, Address>();
    const heard = await receiver(
      (path) => secrets.get(path)?.secret.promise ?? '',
      (told, response) => late.answer(told, response),
    );
    const hearing = new Hearing(random, heard, secrets);
    late.answer = (told, response) => hearing.#hear(told, response);
    return hearing;
  }

  readonly #byPath: Map<string, Address>;

  private constructor(random: Random, heard: Receiver, byPath: Map<string, Address>) {
    this.#random = random;
    this.#receiver = heard;
    this.#byPath = byPath;
  }

  /** An address that nobody was told of before. */
  address(): Address & { readonly url: string } {
    const path = `/${this.addresses.length + 1}`;
    const one = {
      path,
      url: this.#receiver.url + path,
      secret: Promise.withResolvers<string>(),
      isGone: false,
      offAt: null,
    };
    this.addresses.push(one);
    this.#byPath.set(path, one);
    return one;
  }

  #hear(told: Told, response: ServerResponse): void {
    const address = this.#byPath.get(told.path);
    const mayFail = !this.#hasFailed && !this.#failed.has(told.id);
    const isFailing = mayFail && this.#random.chance(FAILS);
    this.#hasFailed = isFailing;
    if (isFailing) this.#failed.add(told.id);
    const isTaken = !isFailing && address?.isGone === false;
    this.heard.push({ ...told, arrivedAt: Date.now(), isTaken });
    if (address?.isGone) response.writeHead(410).end();
    else if (!isFailing) response.writeHead(204).end();
    else if (this.#random.chance(0.5)) response.writeHead(503).end();
    else response.destroy();
  }

  /** Nothing has come for as long as what failed is waited for. */
  isQuiet(): boolean {
    return Date.now() - (this.heard.at(-1)?.arrivedAt ?? 0) > QUIET_MS;
  }

  /** Which kinds of what an address took are about that message, or came in by that id. */
  taken({ path }: Address): Map<string, Set<string>> {
    const kinds = new Map<string, Set<string>>();
    for (const { body, isTaken, path: to } of this.heard) {
      if (to !== path || !isTaken) continue;
      const subject = String(body.data.id);
      kinds.set(subject, (kinds.get(subject) ?? new Set()).add(body.type));
    }
    return kinds;
  }

  /** What came out of order, otherwise than before, or to whom nothing was to come any more. */
  judge(): string[] {
    return this.addresses.flatMap((address) => {
      const heard = this.heard.filter(({ path }) => path === address.path);
      const subjects = Map.groupBy(
        heard,
        ({ body }) => `${body.type === 'message.incoming'} ${body.data.id}`,
      );
      return [...[...subjects.values()].flatMap(outOfOrder), ...tooLate(address, heard)];
    });
  }

  close(): void {
    this.#receiver.close();
  }
}

/** The number of what happened: see docs/api.md. */
const numberOf = ({ id }: Told): number => Number(id.split('_').at(-1));

/** What is told of one message: the next only once the one before was taken. */
function outOfOrder(heard: readonly Heard[]): string[] {
  const wrong: string[] = [];
  const bodies = new Map<string, string>();
  let last: Heard | null = null;
  let isTaken = true;
  for (const one of heard) {
    const body = JSON.stringify(one.body);
    if ((bodies.get(one.id) ?? body) !== body)
      wrong.push(`${one.id} says ${body}, and before ${bodies.get(one.id)}`);
    bodies.set(one.id, body);
    if (last !== null && numberOf(one) < numberOf(last)) wrong.push(`${one.id} came after ${last.id}`);
    if (last !== null && one.id !== last.id && !isTaken)
      wrong.push(`${one.id} came before ${last.id} was taken`);
    isTaken = one.isTaken || (one.id === last?.id && isTaken);
    last = one;
  }
  return wrong;
}

function tooLate({ path, offAt }: Address, heard: readonly Heard[]): string[] {
  if (offAt === null) return [];
  return heard
    .filter(({ arrivedAt, body }) => arrivedAt > offAt + UNDER_WAY_MS || Date.parse(body.timestamp) > offAt)
    .map(({ id, arrivedAt }) => `${id} came to ${path} ${arrivedAt - offAt} ms after that was switched off`);
}
