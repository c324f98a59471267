import { type ChainStep, chained, readChain } from '../../messages/chain.ts';
import {
  type Channel,
  isLookup,
  type MessageContent,
  type MessageRequest,
  messageContent,
  messageRequest,
  type RefusalReason,
  RequestRefused,
} from '../../messages/request.ts';
import { toWire, type WireOptions } from '../../messages/wire.ts';
import { decline } from '../answer.ts';
import { askForValues } from '../book/answered.ts';
import { NO_VALUES, wordEach } from '../book/wording.ts';
import { namesOf } from '../cards/sight.ts';
import { channelCalled } from '../channel-words.ts';
import type { Command, CommandLine } from '../command.ts';
import type { Context } from '../context.ts';
import { alternatives } from '../corrections.ts';
import type { Arguments, CommandSpec, Options } from '../grammar.ts';
import { isOnWrongKeyboard } from '../held/keyboard.ts';
import type { Role } from '../people/access.ts';
import type { Did } from '../record.ts';
import { refuse } from '../refuse.ts';
import { type Correspondent, correspondentOf } from '../talks/correspondent.ts';
import { lastingOf } from '../times/lasting.ts';
import { timeSetBy, WHEN_OPTIONS } from '../times/set-time.ts';
import { type SendOrder, send } from './send.ts';

/** Why something is refused; null: it is not. */
export function refusalOf(asked: () => unknown): RefusalReason | null {
  try {
    asked();
    return null;
  } catch (error) {
    if (error instanceof RequestRefused) return error.reason;
    throw error;
  }
}

const canGo = (requests: () => readonly MessageRequest[], options: WireOptions): boolean =>
  refusalOf(() => requests().map((request) => toWire(request, options, 0))) === null;

/** Options that every channel with a text takes. */
export const TEXT_OPTIONS = {
  from: { kind: 'word' },
  comment: { kind: 'text' },
  alphabet: { kind: 'choice', values: ['gsm', 'latin1', 'ucs2'] },
} as const satisfies CommandSpec['options'];

/** Options of the channels that bring a text to a number: what kind it is, and which of them may follow each other. */
export const NUMBER_OPTIONS = {
  kind: { kind: 'choice', values: ['ad', 'service'] },
  via: { kind: 'word' },
  after: { kind: 'word' },
} as const satisfies CommandSpec['options'];

/** What each recipient is sent first, and by which channels it goes on. */
interface Asked {
  readonly content: MessageContent;
  readonly fallback: readonly ChainStep[];
}

/**
 * What a line asks for, by its channel or those that it names.
 * @throws RequestRefused
 */
export function askedFor(
  channel: Channel,
  { via, after, kind, ...asked }: Readonly<Record<string, unknown>>,
): Asked {
  const fields = { ...asked, ...(kind === 'ad' ? { kind } : {}) };
  const chain = readChain(channel, {
    via:
      via === undefined
        ? undefined
        : String(via)
            .split(',')
            .map((one) => channelCalled(one) ?? one)
            .join(),
    after: after === undefined ? undefined : lastingOf(String(after)),
  });
  return chain
    ? chained(chain, fields)
    : { content: messageContent.parse({ channel, ...fields }), fallback: [] };
}

/** By which channel and options that would be asked for in a line, beside its text. */
export function asLine({ content, fallback }: Asked): {
  readonly channel: Channel;
  readonly options: Readonly<Record<string, unknown>>;
} {
  const { channel, text: _, within, ...options } = Object.assign({}, ...fallback, content);
  const via = [channel, ...fallback.map((step) => step.channel)].join();
  return { channel, options: { ...options, ...(fallback.length > 0 && { via, after: within }) } };
}

/** An SMS in reply to a card comes from where that person was written to, unless another sender is named. */
const answering = (request: MessageRequest, { from }: Correspondent): MessageRequest =>
  request.channel === 'sms' && request.from === undefined && from !== undefined
    ? { ...request, from }
    : request;

/** Of fewer letters a text is hardly one that somebody takes for another. */
const LETTERS = 4;

const isGarbledText = (text: string): boolean =>
  (text.match(/\p{L}/gu) ?? []).length > LETTERS && isOnWrongKeyboard(text);

/** What becomes of the requests of a command. */
type Placing = (context: Context, order: SendOrder) => Promise<Did | null>;

export interface SendingCommand {
  readonly name: Channel;
  readonly spec: Omit<CommandSpec, 'name'>;
  readonly role?: Role;
  readonly examples: readonly string[];
  /** What one recipient is sent; fields as in MessageRequest, options by their names. */
  request?(line: { to: string; text: string; options: Options }): object;
  /** What is done with its requests, where they are not simply sent. */
  readonly place?: Placing;
  readonly readTable?: Command['readTable'];
}

/**
 * The same for a provider that reads no marks in a text, so that nothing sets a comment apart, and that has no other
 * channel.
 */
function withoutMarks({ spec, examples, ...command }: SendingCommand): SendingCommand {
  const { comment, via, after, ...options } = spec.options;
  return {
    ...command,
    spec: { ...spec, options },
    examples: examples
      .filter((example) => !example.includes(' via='))
      .map((example) => example.replace(/ comment="[^"]*"/, '')),
  };
}

/** A command that turns each recipient into one message, where the provider has the channel. */
export function sendingCommand(sending: SendingCommand): Command {
  const { name, role = 'operator', examples, request, place = send, readTable } = sending;
  const spec: SendingCommand['spec'] = isLookup(name)
    ? sending.spec
    : { ...sending.spec, options: { ...sending.spec.options, ...WHEN_OPTIONS } };
  const asked = (
    to: string,
    { options: { via, after, kind, at, now, ...options }, text }: Arguments,
  ): Asked =>
    askedFor(name, {
      via,
      after,
      kind,
      ...(request ? request({ to, text, options }) : { text, ...options }),
    });
  const requestsOf = (said: Arguments) =>
    said.recipients.map(({ to }) => messageRequest.parse({ ...asked(to, said).content, to }));
  const command: Command = {
    spec: { name, ...spec },
    role,
    examples,
    ...(readTable && { readTable }),
    at({ channels, hasDialect }) {
      if (!channels.includes(name)) return null;
      return hasDialect || !spec.options.comment ? command : sendingCommand(withoutMarks(sending));
    },
    async run(context, typed) {
      const { settings, repliedTo, tx } = context;
      const { duplicates, bad, beside, reading, values, recipients, options } = typed;
      const typedSubject = String(options.subject ?? '');
      const inEach = (words: string) => (values ? wordEach(words, recipients, values) : { texts: [words] });
      const worded = inEach(typed.text);
      const headed = inEach(typedSubject);
      if ('lacking' in worded || 'lacking' in headed) {
        const found = [worded, headed].flatMap((one) => ('lacking' in one ? one.lacking : []));
        const text = 'lacking' in worded ? typed.text : typedSubject;
        const line = { command: name, rest: typed.rest, text, lacking: [...new Set(found)] };
        return askForValues(context, line, values ?? NO_VALUES);
      }
      const { texts } = worded;
      // A mail to several has one subject.
      if (new Set(headed.texts).size > 1) return decline(context, 'subject-of-each');
      const time = await timeSetBy(context, command.spec, typed);
      if (time === 'refused') return null;
      const isOwn = new Set(texts).size > 1;
      const [subject] = options.subject === undefined ? [] : headed.texts;
      const said: CommandLine = subject ? { ...typed, options: { ...options, subject } } : typed;
      const line = isOwn ? said : { ...said, text: texts[0] ?? typed.text };
      const instead = (reason: RefusalReason) =>
        alternatives(reason, line).filter((said) => canGo(() => requestsOf(said), settings.wire));
      const refusal = refusalOf(() => requestsOf(line));
      if (refusal) {
        const problem = { kind: 'refused', reason: refusal } as const;
        return refuse(context, { command: command.spec, problem, reading, instead: instead(refusal) });
      }
      const [request, another] = requestsOf(line);
      const whom = repliedTo && request && !another ? await correspondentOf(tx.db, repliedTo) : null;
      const answered = whom?.to === request?.to ? whom : null;
      // So is a reply held back.
      const isGarbled = !context.held && isGarbledText(line.text);
      return place(isGarbled ? { ...context, isDraft: true, held: 'keyboard' } : context, {
        command: name,
        reading,
        requests: answered && request ? [answering(request, answered)] : requestsOf(line),
        duplicates,
        bad,
        beside,
        names: namesOf(line.recipients),
        sendAt: time?.at ?? null,
        zone: time?.zone ?? null,
        atAnyHour: line.options.now === 'yes',
        ...(isOwn
          ? { addressees: line.recipients.map(({ to }, at) => ({ to, text: texts[at] ?? '' })) }
          : {}),
        instead,
        fallback: asked(request?.to ?? '', line).fallback,
        ...(answered ? { account: answered.account } : {}),
      });
    },
  };
  return command;
}
