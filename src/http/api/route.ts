import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Right } from '../../store/programs/tokens.ts';
import type { Caller } from './callers.ts';
import { problemSchema } from './problem.ts';

/** A server whose routes are checked and described by zod schemas. */
export type ApiServer = ReturnType<typeof typed>;

export const typed = (server: FastifyInstance) => server.withTypeProvider<ZodTypeProvider>();

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a route that takes a right, who calls. */
    caller: Caller | null;
  }
}

/** Who calls a route that lets in nobody else. */
export function callerOf({ caller }: FastifyRequest): Caller {
  if (!caller) throw new Error('a route without a right');
  return caller;
}

/** Lets in who has one of these rights, before the body is read. */
export type Guarded = (rights: readonly Right[]) => {
  onRequest(request: FastifyRequest): Promise<void>;
};

/** Refusals that any call may meet. */
export const PROBLEMS = Object.fromEntries(
  ['400', '401', '403', '404', '405', '409', '413', '415', '422', '429', '500', '503'].map((status) => [
    status,
    { description: 'It was not done', content: { 'application/problem+json': { schema: problemSchema } } },
  ]),
);
