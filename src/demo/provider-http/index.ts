/**
 * The provider's HTTP API on loopback, over the same account as the simulated SMSC: what one way has sent, paid for or
 * been refused for, the other knows of. Strict: what the provider would refuse, or might pass over, is refused.
 */
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import type { Smsc } from '../smsc/index.ts';
import { encodeCyrillic } from './cyrillic.ts';
import { Faults } from './faults.ts';
import { PerMinute } from './limits.ts';
import { authorise, type Params } from './params.ts';
import { QUESTIONS } from './questions.ts';
import { Refusal } from './refusal.ts';
import { send } from './send.ts';

export interface ProviderHttp {
  /** The base, such as http://127.0.0.1:41003. */
  readonly url: string;
  readonly apiKey: string;
  /** Every request that came, oldest first: its path, and what it asked without the credentials. */
  requests(): readonly { path: string; params: Params }[];
  /** Switches a fault on, such as {fault: 'slow', seconds: 5}; throws an Error that says what is wrong with it. */
  fault(fault: unknown): void;
  close(): Promise<void>;
}

/** Most requests under way. */
const atOnce = 15;
/** How many requests are remembered. */
const kept = 1000;
const credentials = ['login', 'psw', 'apikey', 'fmt', 'charset'];

/** Starts it on a free port; it listens when the promise resolves. */
export async function startProviderHttp(
  smsc: Smsc,
  options: { https?: { key: string; cert: string } } = {},
): Promise<ProviderHttp> {
  const apiKey = 'demo-api-key';
  const who = { login: smsc.login, password: smsc.password, apiKey };
  const faults = new Faults();
  const priceQuestions = new PerMinute({ identical: 5 });
  const factQuestions = new PerMinute({ identical: 3, all: 100 });
  const requests: { path: string; params: Params }[] = [];
  let underWay = 0;

  /** Carries a request out, as far as no fault is in the way. */
  function carryOut(path: string, params: Params, ask: (asked: Params) => object): object {
    const asked = Object.fromEntries(Object.entries(params).filter(([name]) => !credentials.includes(name)));
    requests.push({ path, params: asked });
    if (requests.length > kept) requests.shift();
    faults.throwRefusal();
    if (underWay > atOnce) throw new Refusal(9, 'more than 15 requests at once');
    authorise(params, who);
    return ask(asked);
  }

  async function answer(
    reply: FastifyReply,
    { path, params }: { path: string; params: Params },
    ask: (asked: Params) => object,
  ): Promise<void> {
    if (faults.take('cut', ({ when }) => when === 'before')) {
      reply.raw.destroy();
      return;
    }
    const refused = faults.take('status');
    if (refused) {
      await reply.code(refused.status).type('text/html').send('<h1>An error of the server</h1>');
      return;
    }
    underWay += 1;
    try {
      let said: object;
      try {
        said = carryOut(path, params, ask);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        said = error.body();
      }
      await faults.inTime();
      if (faults.take('cut', ({ when }) => when === 'after')) {
        reply.raw.destroy();
        return;
      }
      await write(reply, params, said);
    } finally {
      underWay -= 1;
    }
  }

  async function write(reply: FastifyReply, { fmt, charset }: Params, said: object): Promise<void> {
    if (faults.take('garbage')) {
      await reply.type('text/html').send('<html>\u{fffd}{"id":');
      return;
    }
    const shown = faults.take('wrong-json') ? { answer: [said] } : said;
    if (fmt !== '3') {
      await reply.type('text/plain').send('ERROR = 1 (the demo writes fmt=3 alone)');
      return;
    }
    const text = JSON.stringify(shown);
    const isUtf8 = charset === 'utf-8';
    await reply
      .type(`application/json; charset=${isUtf8 ? 'utf-8' : 'windows-1251'}`)
      .send(isUtf8 ? text : encodeCyrillic(text));
  }

  const http = Fastify({ forceCloseConnections: true, https: options.https ?? null });
  http.removeAllContentTypeParsers();
  http.addContentTypeParser('*', { parseAs: 'string' }, async (_: unknown, body: string) => body);

  http.post<{ Body: string | null }>('/rest/send/', async (request, reply) => {
    await answer(
      reply,
      { path: '/rest/send/', params: { fmt: '3', charset: 'utf-8', ...readJson(request) } },
      (asked) => send(asked, smsc.account, priceQuestions),
    );
    return reply;
  });
  for (const [name, ask] of Object.entries(QUESTIONS)) {
    http.route<{ Body: string | null; Querystring: Record<string, string> }>({
      method: ['GET', 'POST'],
      url: `/sys/${name}.php`,
      async handler(request, reply) {
        const params = { ...request.query, ...readForm(request) };
        await answer(reply, { path: `/sys/${name}.php`, params }, (asked) =>
          ask(asked, smsc.account, factQuestions),
        );
        return reply;
      },
    });
  }

  const url = await http.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    apiKey,
    requests: () => [...requests],
    fault: (fault) => faults.set(fault),
    async close() {
      faults.clear();
      await http.close();
    },
  };
}

/** The fields of a JSON body as text; one that is none names nobody, and so is refused. */
function readJson({ headers, body }: FastifyRequest<{ Body: string | null }>): Params {
  if (!headers['content-type']?.startsWith('application/json')) return {};
  try {
    const read: unknown = JSON.parse(body ?? '');
    if (typeof read !== 'object' || read === null) return {};
    return Object.fromEntries(Object.entries(read).map(([name, value]) => [name, String(value)]));
  } catch {
    return {};
  }
}

const readForm = ({ headers, body }: FastifyRequest<{ Body: string | null }>): Params =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded')
    ? Object.fromEntries(new URLSearchParams(body ?? ''))
    : {};
