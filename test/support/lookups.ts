import { vi } from 'vitest';
import { type ChatForTest, NIKOLAI, only, type Shown } from './chat.ts';
import { accepted, cost, receipt, submit } from './fates.ts';

/** What the provider says of a number that an HLR look-up found, by the id 855469. */
export const FOUND =
  'id:855469 stat:DELIVRD err:000 imsi:250023012345678 msc:79232510066 mcc:250 mnc:02 cn:Russian+Federation net:MegaFON+open+Joint+Stock+Company rcn: rnet:';
export const ROAMING = FOUND.replace('rcn: rnet:', 'rcn:Turkey rnet:Turkcell');
export const NOWHERE = 'id:855469 stat:UNDELIV err:001 imsi: msc: mcc: mnc: cn: net: rcn: rnet:';

/** A look-up that was handed over and told about two seconds later. */
export async function lookedUp(
  chat: ChatForTest,
  line: string,
  text: string,
  person = NIKOLAI,
): Promise<Shown> {
  const card = await only(chat.say(person, line));
  await submit(chat.store, card.card.id, [accepted('855469')]);
  vi.setSystemTime(Date.now() + 2_000);
  await receipt(chat.store, text, cost('0.2000'));
  return chat.look(card);
}
