import swagger from '@fastify/swagger';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { Counter, type Registry } from 'prom-client';
import { z } from 'zod';
import type { Logger } from '../../log.ts';
import type { Store } from '../../store/engine/database.ts';
import { isStoreFailure, levelOf } from '../../store/engine/failure.ts';
import { boundedWrites } from '../bounded-writes.ts';
import { serveAlerts } from './alerts.ts';
import { takeJson } from './bodies.ts';
import { type CallerOptions, callers } from './callers.ts';
import { serveCancel } from './cancel.ts';
import { fieldProblems } from './field-problems.ts';
import { serveHeartbeat } from './heartbeat.ts';
import { keeping } from './keep.ts';
import { serveMessages } from './messages.ts';
import { answerUnknownCalls } from './not-found.ts';
import { type OrderOptions, orders } from './orders.ts';
import { Problem, sendProblem, storeAway } from './problem.ts';
import { type Guarded, typed } from './route.ts';
import { serveStop } from './stop.ts';

export interface ApiOptions extends CallerOptions, Pick<OrderOptions, 'settings' | 'cards'> {
  /** Two-letter code of numbers without a country code. */
  readonly country: string;
  readonly version: string;
}

/** Below which the doors for other programs are. */
export const API = '/api';

/** The doors for other programs, and the page that describes them. */
export async function serveApi(
  root: FastifyInstance,
  options: ApiOptions & { readonly store: Store; readonly metrics: Registry; readonly log: Logger },
): Promise<void> {
  const { store, log, metrics, version } = options;
  const write = boundedWrites(store, log);
  const keep = keeping(write);
  const admit = callers({ ...options, write });
  const counter = new Counter({
    name: 'http_api_calls_total',
    help: 'Calls of /api, by route and status',
    labelNames: ['route', 'status'],
    registers: [metrics],
  });

  await root.register(
    async (server) => {
      server.setValidatorCompiler(validatorCompiler);
      server.setSerializerCompiler(serializerCompiler);
      takeJson(server);
      server.setErrorHandler((error: FastifyError, request, reply) => {
        const problem = problemOf(error, request);
        if (problem.status >= 500 && !(error instanceof Problem))
          log[levelOf(error)]({ err: error }, 'a call of /api failed');
        sendProblem(reply, problem);
      });
      answerUnknownCalls(server);
      server.decorateRequest('caller', null);
      server.addHook('onResponse', async ({ routeOptions }, { statusCode }) =>
        counter.inc({ route: routeOptions.url ?? 'none', status: statusCode }),
      );
      await server.register(swagger, {
        openapi: {
          openapi: '3.1.0',
          info: { title: 'smpp-chatops', version },
          components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
          security: [{ token: [] }],
        },
        transform: jsonSchemaTransform,
        transformObject: jsonSchemaTransformObject,
      });
      const guarded: Guarded = (rights) => ({
        async onRequest(request) {
          request.caller = await admit(request, rights);
        },
      });
      const routes = typed(server);
      serveMessages(routes, { ...options, guarded, order: orders({ ...options, keep }) });
      serveAlerts(routes, { guarded, keep, store });
      // Of these a call is all there is: clients that give it a type, and a body or none, mean nothing by it.
      await server.register(async (bare) => {
        bare.removeAllContentTypeParsers();
        bare.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null));
        serveHeartbeat(typed(bare), { guarded, keep, store });
        serveStop(typed(bare), { guarded, keep });
        serveCancel(typed(bare), { guarded, keep });
      });
      routes.get(
        '/openapi.json',
        { schema: { hide: true, response: { 200: z.looseObject({}) } } },
        async () => server.swagger() as Record<string, unknown>,
      );
    },
    { prefix: API },
  );
}

/** What is wrong with an address that no route is looked up by. */
export const addressProblem = ({ statusCode = 400, code }: FastifyError): Problem =>
  code === 'FST_ERR_BAD_URL'
    ? new Problem(statusCode, 'the address is written wrongly: a percent sign in it is %25')
    : new Problem(statusCode, '');

/** Fastify's own answers repeat what was asked. */
function problemOf(error: FastifyError, { routeOptions }: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const { body } = routeOptions.schema ?? {};
    const known = body instanceof z.ZodObject ? Object.keys(body.shape) : [];
    const errors = fieldProblems(error.validation, known);
    return new Problem(422, 'some fields are not as they are described', { errors });
  }
  if (isStoreFailure(error)) return storeAway();
  const { statusCode = 500, code } = error;
  if (statusCode >= 500) return new Problem(500, '');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Problem(415, 'Content-Type: application/json is taken');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem(413, 'the body is too long');
  return new Problem(statusCode, statusCode === 400 ? 'the body is no JSON' : '');
}
