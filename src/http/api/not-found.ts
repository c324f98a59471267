import type { FastifyInstance } from 'fastify';
import { Problem, sendProblem } from './problem.ts';

/** Says of what is called in another way than it takes, such as a GET of a heartbeat, which way that is; else that it is not there. */
export function answerUnknownCalls(server: FastifyInstance): void {
  const calls: { readonly method: string; readonly path: RegExp }[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    const path = new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`);
    calls.push(...[method].flat().map((one) => ({ method: one, path })));
  });
  server.setNotFoundHandler(({ url, method }, reply) => {
    const path = url.replace(/\?.*$/s, '');
    const allowed = calls.filter((call) => call.path.test(path)).map((call) => call.method);
    if (allowed.length === 0)
      return sendProblem(reply, new Problem(404, 'there is no such call: see /api/openapi.json'));
    reply.header('allow', allowed.join(', '));
    const taken = allowed.filter((one) => one !== 'HEAD').join(' or ');
    return sendProblem(reply, new Problem(405, `${taken} is taken here, not ${method}`));
  });
}
