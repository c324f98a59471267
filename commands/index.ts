import type { Command } from '../src/chat/command.ts';
import { bot } from './bot.ts';
import { call } from './call.ts';
import { email } from './email.ts';
import { error } from './error.ts';
import { health } from './health.ts';
import { hlr } from './hlr.ts';
import { ping } from './ping.ts';
import { sms } from './sms.ts';
import { soc } from './soc.ts';
import { status } from './status.ts';
import { tgm } from './tgm.ts';
import { viber } from './viber.ts';

/** Every command of the bot, in the order of the menu and of /help. */
export const commands: readonly Command[] = [
  sms,
  email,
  call,
  viber,
  soc,
  tgm,
  bot,
  hlr,
  ping,
  status,
  error,
  health,
];
