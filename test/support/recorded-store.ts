import type { CompiledQuery, Kysely, KyselyPlugin } from 'kysely';
import type { Store } from '../../src/store/engine/database.ts';
import type { Ask, Prepare } from '../../src/store/engine/statements.ts';

/** A statement that a store was asked to run. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** The line of src/store that has it run: "orders/orders.ts:140". */
  readonly at: string;
  /** The function that the line is in. */
  readonly by: string;
}

const FRAME =
  /at (?:async )?(?:(?:Module\.|Object\.)?(\w+) \()?.*\/src\/store\/(((?:[\w-]+\/)*[\w-]+\.ts):\d+)/;

/** What of src/store is being run. */
function here(): Pick<Statement, 'at' | 'by'> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 60;
  const lines = (new Error().stack ?? '').split('\n');
  Error.stackTraceLimit = stackTraceLimit;
  const frames = lines.flatMap((line) => {
    const [, by, at = '', file] = line.match(FRAME) ?? [];
    return file ? [{ by, at, file }] : [];
  });
  const [first] = frames;
  // What is within a call of another file may have no name of its own.
  const named = frames.find(({ by, file }) => by !== undefined && file === first?.file);
  return { at: first?.at ?? '', by: named?.by ?? '' };
}

/** The same store, which tells of each statement before it runs it. */
export function recordedStore(store: Store, onStatement: (statement: Statement) => void): Store {
  const recorded = <T extends Kysely<never>>(db: T): T => {
    const plugin: KyselyPlugin = {
      transformQuery({ node, queryId }) {
        const { sql, parameters }: CompiledQuery = db.getExecutor().compileQuery(node, queryId);
        onStatement({ sql, parameters, ...here() });
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    return db.withPlugin(plugin) as T;
  };
  const recordedPrepare =
    (prepare: Prepare): Prepare =>
    (sql) => {
      const prepared = prepare(sql);
      const place = here();
      const tell = (parameters: readonly unknown[]): void => onStatement({ sql, parameters, ...place });
      return {
        get(...values) {
          tell(values);
          return prepared.get(...values);
        },
        all(...values) {
          tell(values);
          return prepared.all(...values);
        },
        run(...values) {
          tell(values);
          return prepared.run(...values);
        },
      };
    };
  const recordedAsk =
    (ask: Ask): Ask =>
    (sql, ...parameters) => {
      onStatement({ sql, parameters, ...here() });
      return ask(sql, ...parameters);
    };
  return {
    ...store,
    db: recorded(store.db as never),
    read: (work) => store.read((db) => work(recorded(db as never))),
    write: (work) =>
      store.write((tx) =>
        work({
          ...tx,
          db: recorded(tx.db as never),
          prepare: tx.prepare && recordedPrepare(tx.prepare),
          ask: tx.ask && recordedAsk(tx.ask),
        }),
      ),
  };
}
