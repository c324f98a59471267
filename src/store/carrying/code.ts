import { type RawBuilder, sql } from 'kysely';
import type { Code } from '../tables/coded.ts';

/** A name as the number that stands for it. */
export const coded = (name: RawBuilder<unknown>, code: Pick<Code<string>, 'of'>): RawBuilder<unknown> =>
  sql`case ${name} ${sql.join(
    Object.entries(code.of).map(([one, number]) => sql`when ${sql.lit(one)} then ${sql.lit(number)}`),
    sql` `,
  )} end`;
