import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../support/random.ts';
import { seldomKills } from './kills.ts';
import { APPROVED_SENDER, TeamDeeds } from './team/deeds.ts';
import { TeamLedger } from './team/ledger.ts';
import { OPERATORS } from './town/town.ts';
import { type Load, type Look, type Trouble, USUAL } from './under-load.ts';

const LOAD: Load = { ...USUAL, settings: { APPROVE_SENDERS: APPROVED_SENDER }, erases: true };
/** Between two things that somebody does, ms. */
const PAUSE_MS = { least: 300, most: 2_000 };

/** Kills, while a team asks and approves, takes conversations and leaves them, sets times and erases. */
export function team(): { readonly trouble: Trouble; readonly load: Load; readonly look: Look } {
  let kept: TeamLedger | null = null;
  return {
    load: LOAD,

    async trouble(stage) {
      const random = new Random(stage.random.between(1, 2 ** 31));
      const ledger = new TeamLedger(stage.town, random);
      const deeds = new TeamDeeds(stage, ledger, random);
      kept = ledger;
      let done = 0;
      /** Somebody does one thing after the other; what never came about ends it. */
      async function lane(operator: (typeof OPERATORS)[number], does: keyof typeof deeds.of): Promise<void> {
        try {
          await deeds.begin(operator);
          while (performance.now() < stage.until) {
            await deeds.of[does](operator);
            done += 1;
            await pause(random.between(PAUSE_MS.least, PAUSE_MS.most));
          }
        } catch (error) {
          stage.complain(`${operator}: ${error}`);
        }
      }
      const [first, second, third, fourth] = OPERATORS;
      const lanes = [lane(first, 'ask'), lane(second, 'set'), lane(third, 'talk'), lane(fourth, 'forget')];
      const killed = await seldomKills(stage);
      await Promise.all(lanes);
      const notes = [`${done} things done at the desk`];
      return { ...killed, notes, isAtRest: async () => ledger.isAtRest() };
    },

    look: async (store, town) => (kept === null ? ['nothing was done'] : kept.judge(store, town)),
  };
}
