import { isCommonKeyword, keywordOf } from '../../messages/opt-out.ts';
import { changeStopRules, stopRules } from '../../store/stop-list/stop-list.ts';
import { answer, decline } from '../answer.ts';
import { noticeCard } from '../cards/notice/body.ts';
import type { Context } from '../context.ts';
import { isOneOf } from '../locale.ts';
import type { Did } from '../record.ts';
import { adminsOnly } from './changing.ts';

/** Keywords that a team may have beside those that all have. */
const MOST = 20;

/** Makes these the keywords of the team, by commas; none by "-". Alone it says which there are. */
export async function settleWords(context: Context, typed: string): Promise<Did | null> {
  const { tx } = context;
  if (typed.trim() === '') {
    const { words } = await stopRules(tx.db);
    return decline(context, words.length > 0 ? 'stop-words-own' : 'stop-words', { list: words.join(', ') });
  }
  const refusal = adminsOnly(context);
  if (refusal) return refusal;
  const isNone = /^[-–—]$/.test(typed.trim());
  const all = isNone ? [] : typed.split(/[,;\n]/).filter((one) => one.trim() !== '');
  const bad = all.find((one) => keywordOf(one) === null);
  if (bad !== undefined) return decline(context, 'stop-words-bad', { typed: bad.trim() });
  const words = [...new Set(all.flatMap((one) => keywordOf(one) ?? []))].filter(
    (one) => !isCommonKeyword(one),
  );
  if (words.length > MOST) return decline(context, 'stop-words-many', { most: MOST });
  await changeStopRules(tx, { words });
  const lines = [
    { id: words.length > 0 ? 'stop-words-own' : 'stop-words', args: { list: words.join(', ') } },
  ];
  return { cardId: await answer(context, noticeCard, { lines }), arg: `words ${words.join(', ')}` };
}

/** Whether whoever writes a keyword is told by SMS that it is heeded. Alone it says which it is. */
export async function settleConfirming(context: Context, typed: string): Promise<Did | null> {
  const { tx } = context;
  const word = typed.trim();
  const isOn = isOneOf(word, 'typed-stop-on');
  if (!isOn && !isOneOf(word, 'typed-no')) {
    const { confirms } = await stopRules(tx.db);
    return decline(context, confirms ? 'stop-confirm-on' : 'stop-confirm-off');
  }
  const refusal = adminsOnly(context);
  if (refusal) return refusal;
  await changeStopRules(tx, { confirms: isOn });
  const lines = [{ id: isOn ? 'stop-confirm-on' : 'stop-confirm-off' }];
  return { cardId: await answer(context, noticeCard, { lines }), arg: `confirm ${isOn ? 'on' : 'off'}` };
}
