import type { Command } from '../src/chat/command.ts';
import { sms } from './sms.ts';

/** Every command of the bot, in the order of the menu and of /help. */
export const commands: readonly Command[] = [sms];
