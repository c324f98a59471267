import type { Command } from '../src/chat/command.ts';
import { audit } from './audit.ts';
import { away } from './away.ts';
import { back } from './back.ts';
import { balance } from './balance.ts';
import { bot } from './bot.ts';
import { bulk } from './bulk.ts';
import { call } from './call.ts';
import { contact } from './contact.ts';
import { email } from './email.ts';
import { error } from './error.ts';
import { exportCommand } from './export.ts';
import { forget } from './forget.ts';
import { grant } from './grant.ts';
import { group } from './group.ts';
import { health } from './health.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { hlr } from './hlr.ts';
import { hook } from './hook.ts';
import { inbox } from './inbox.ts';
import { lang } from './lang.ts';
import { people } from './people.ts';
import { ping } from './ping.ts';
import { queue } from './queue.ts';
import { quota } from './quota.ts';
import { revoke } from './revoke.ts';
import { scheduled } from './scheduled.ts';
import { settings } from './settings.ts';
import { sms } from './sms.ts';
import { soc } from './soc.ts';
import { start } from './start.ts';
import { stats } from './stats.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { stoplist } from './stoplist.ts';
import { t } from './t.ts';
import { template } from './template.ts';
import { tgm } from './tgm.ts';
import { token } from './token.ts';
import { viber } from './viber.ts';
import { watch } from './watch.ts';

/** Every command of the bot, in the order of the menu and of /help. */
export const commands: readonly Command[] = [
  sms,
  bulk,
  t,
  email,
  call,
  viber,
  soc,
  tgm,
  bot,
  scheduled,
  stop,
  hlr,
  ping,
  status,
  error,
  health,
  balance,
  stats,
  watch,
  inbox,
  queue,
  history,
  away,
  back,
  contact,
  group,
  template,
  stoplist,
  people,
  audit,
  quota,
  exportCommand,
  forget,
  grant,
  revoke,
  token,
  hook,
  settings,
  lang,
  help,
  start,
];
