import type { ZodFastifySchemaValidationError } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { FieldProblem } from './problem.ts';

/** What zod says beside a path and a message, of fields that are not known and of what could be one of several. */
const details = z.object({
  keys: z.array(z.string()).optional(),
  errors: z
    .array(z.array(z.looseObject({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })))
    .optional(),
});

type Steps = readonly (string | number)[];

/** to[1], errors[0].field */
const written = (path: Steps): string =>
  path
    .map((step, at) => {
      const isIndex = typeof step === 'number' || /^\d+$/.test(step);
      return isIndex ? `[${step}]` : `${at > 0 ? '.' : ''}${step}`;
    })
    .join('');

/** The fields of a body that are not as they are described, each by its name. */
export function fieldProblems(issues: readonly ZodFastifySchemaValidationError[]): FieldProblem[] {
  return issues.flatMap(({ instancePath, message = 'not as described', params }) => {
    const path = instancePath.split('/').filter((step) => step !== '');
    const { keys, errors } = details.safeParse(params).data ?? {};
    if (keys)
      return keys.map((key) => ({ field: written([...path, key]), message: 'there is no such field' }));
    // Of what could be one of several, the one that was got furthest with.
    const within = errors?.flat().filter((issue) => issue.path.length > 0) ?? [];
    if (within.length > 0) {
      return within.map((issue) => ({ field: written([...path, ...issue.path]), message: issue.message }));
    }
    return { field: written(path) || 'body', message };
  });
}
