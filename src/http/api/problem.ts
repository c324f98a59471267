import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';

/** What is wrong with one field of a call. */
const fieldProblem = z.object({
  field: z.string().meta({ description: 'A field of the body, such as to[1], or a header' }),
  message: z.string(),
});

/** RFC 9457, and the fields that are meant. */
export const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z.array(fieldProblem).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

export type FieldProblem = z.infer<typeof fieldProblem>;

/** Why a call is not answered as it was asked. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly errors: readonly FieldProblem[];
  /** Seconds after which it may be tried again; null: that would not help. */
  readonly retryAfter: number | null;

  constructor(
    status: number,
    detail: string,
    { errors = [], retryAfter = null }: { errors?: readonly FieldProblem[]; retryAfter?: number | null } = {},
  ) {
    super(detail);
    this.status = status;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/** A field that cannot be as it is. */
export const wrongField = (field: string, message: string): Problem =>
  new Problem(422, `${field}: ${message}`, { errors: [{ field, message }] });

/** After how long a call is to come again that the store did not take in time (s), where a route does not say otherwise. */
const COME_AGAIN = 5;

/** The call may be repeated; one that writes may yet come about. */
export const storeAway = (retryAfter = COME_AGAIN): Problem =>
  new Problem(503, 'the store is away', { retryAfter });

export function sendProblem(reply: FastifyReply, { status, message, errors, retryAfter }: Problem): void {
  if (retryAfter !== null) reply.header('retry-after', String(retryAfter));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  const body: z.infer<typeof problemSchema> = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    ...(message === '' ? {} : { detail: message }),
    ...(errors.length > 0 ? { errors: [...errors] } : {}),
  };
  void reply.code(status).type('application/problem+json').serializer(JSON.stringify).send(body);
}
