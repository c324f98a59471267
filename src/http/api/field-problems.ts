import type { ZodFastifySchemaValidationError } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { meantField } from './meant-field.ts';
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

/** zod's words where nothing stands that was to be read. */
const ABSENT = /, received (?:undefined|null)$/;

export const fieldMessage = (message: string): string =>
  ABSENT.test(message) ? message.replace(/^Invalid input: /, 'it is missing: ').replace(ABSENT, '') : message;

function unknownField(key: string, known: readonly string[]): string {
  const meant = meantField(key, known);
  if (meant !== null) return `there is no such field; did you mean ${meant}?`;
  return known.length > 0
    ? `there is no such field; there are ${known.join(', ')}`
    : 'there is no such field';
}

/**
 * The fields of a body that are not as they are described, each by its name.
 * @param known the body's own
 */
export function fieldProblems(
  issues: readonly ZodFastifySchemaValidationError[],
  known: readonly string[],
): FieldProblem[] {
  return issues.flatMap(({ instancePath, message = 'not as described', params }) => {
    const path = instancePath.split('/').filter((step) => step !== '');
    const { keys, errors } = details.safeParse(params).data ?? {};
    if (keys)
      return keys.map((key) => ({
        field: written([...path, key]),
        message: unknownField(key, path.length > 0 ? [] : known),
      }));
    // Of what could be one of several, the one that was got furthest with.
    const within = errors?.flat().filter((issue) => issue.path.length > 0) ?? [];
    if (within.length > 0) {
      return within.map((issue) => ({
        field: written([...path, ...issue.path]),
        message: fieldMessage(issue.message),
      }));
    }
    return { field: written(path) || 'body', message: fieldMessage(message) };
  });
}
