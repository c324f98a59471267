import { answer, decline } from '../src/chat/answer.ts';
import { keyOf } from '../src/chat/book/names.ts';
import { ownersFor } from '../src/chat/book/owners.ts';
import { settingsCard } from '../src/chat/cards/settings/body.ts';
import type { Command } from '../src/chat/command.ts';
import { isTypoOf } from '../src/chat/grammar/options.ts';
import { localeFor } from '../src/chat/locale.ts';
import { leastRole, mayUse } from '../src/chat/people/access.ts';
import { refuse, refuseWord } from '../src/chat/refuse.ts';
import { choicesOf, readSetting, SETTINGS, takesBack } from '../src/chat/settings/index.ts';
import { TEAM } from '../src/store/book/contacts.ts';
import { changeRoom } from '../src/store/chats/rooms.ts';

/** A setting with a value, if it is one of its own: without it is shown what it may be. */
const withValue = (name: string, value: string): string => {
  const isOne = takesBack(value) || SETTINGS.find((one) => one.name === name)?.change(value);
  return isOne ? `${name} ${value}`.trim() : name;
};

/** What this chat has otherwise than the bot. */
export const settings: Command = {
  spec: { name: 'settings', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  showsAlone: true,
  examples: ['', 'zone Asia/Omsk', 'sender SHOP', 'sender off'],
  async run(context, { text }) {
    const { tx, place, person, now } = context;
    const typed = text.trim();
    if (typed === '') return { cardId: await answer(context, settingsCard, { open: null }) };
    const read = readSetting(typed);
    if (!read) {
      const names = SETTINGS.map(({ name }) => name);
      const [, word = typed, value = ''] = /^([^\s:=]+)[\s:=]*(.*)$/s.exec(typed) ?? [];
      const near = names.filter((name) => isTypoOf(word.toLowerCase(), name));
      return refuseWord(context, settings.spec, {
        typed: word,
        values: names,
        instead: near.length > 0 ? near.map((name) => withValue(name, value)) : [''],
        reading: typed,
        isOfMany: true,
      });
    }
    const { setting, value } = read;
    if (value === '') return { cardId: await answer(context, settingsCard, { open: setting.name }) };
    if (!mayUse(setting.changedBy, person.role, place)) {
      return decline(context, 'settings-not-allowed', { role: leastRole(setting.changedBy, place) });
    }
    const locale = localeFor(context.language, context.settings.timeZone);
    const owners = place.isPrivate ? ownersFor(person.id) : [TEAM];
    const choices = await choicesOf(setting, { db: tx.db, locale, owners });
    const change = takesBack(value) ? setting.withoutIt : setting.change(value);
    const isThere =
      takesBack(value) || !setting.listed || choices.some(({ typed: one }) => one === keyOf(value));
    if (!change || !isThere) {
      if (setting.listed && choices.length === 0) return decline(context, `settings-no-${setting.name}`);
      const reason = setting.refusal?.(value);
      if (reason) {
        return refuse(context, {
          command: settings.spec,
          problem: { kind: 'refused', reason },
          reading: `/settings ${typed}`,
          instead: [
            `/settings ${setting.name} ${setting.inForce({}, context.settings, locale).value ?? setting.example}`,
          ],
        });
      }
      const near = setting.near?.(value) ?? [];
      return refuseWord(context, settings.spec, {
        typed: value,
        values: near.length > 0 ? near : choices.map(({ typed: one }) => one),
        reading: value,
        before: `${setting.name} `,
        isOpen: setting.isOpen,
      });
    }
    await changeRoom(tx, place.chatId, change, { by: person.id, now });
    return {
      cardId: await answer(context, settingsCard, { open: setting.name }),
      arg: `${setting.name} ${takesBack(value) ? 'off' : value}`,
    };
  },
};
