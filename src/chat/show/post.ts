import { InputFile } from 'grammy';
import type { InputMedia, Message } from 'grammy/types';
import type { Logger } from '../../log.ts';
import type { Card } from '../../store/chats/cards.ts';
import type { Outcome, Telegram } from '../telegram/telegram.ts';
import { type Draft, digestOf, readDigest } from './draft.ts';
import { ALL_FIELDS, type Field, fieldsOf, plainly } from './plain.ts';
import type { ShownFile } from './view.ts';

export interface PostOptions {
  readonly telegram: Telegram;
  /** Reads what is uploaded. */
  readonly content: (file: ShownFile) => Promise<Uint8Array>;
  /** Ends the calls under way; what became of them is unknown then. */
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/** Stands for the id of a message that one person alone sees, and that is out of reach once it is sent (Bot API: Message). */
export const EPHEMERAL = 0;

/** Cards as Telegram's messages. Both say the message's id, and throw what reading a file throws. */
export interface Post {
  send(card: Card, draft: Draft): Promise<Outcome<number>>;
  /** What cannot be edited into its new form, a file into a text, is posted anew: the id is another one then. */
  edit(card: Card & { telegram_id: number }, draft: Draft): Promise<Outcome<number>>;
}

const isShown = ({ kind }: Outcome<unknown>): boolean => kind === 'done' || kind === 'unmodified';

/** It says so, or says what is not known. */
const mayBeTheContent = (
  outcome: Outcome<unknown>,
): outcome is Extract<Outcome<never>, { description: string }> =>
  outcome.kind === 'refused' ||
  (outcome.kind === 'not-now' && outcome.what === 'unknown' && outcome.code === 400);

const NO_LINK_PREVIEW = { link_preview_options: { is_disabled: true } };

/**
 * Posts through one Bot API server, and remembers for as long as it lives what this server refuses: an own or an older
 * one does not know every field and method.
 */
export function createPost({ telegram, content, signal: stopped, log }: PostOptions): Post {
  const { api } = telegram;
  const signal = stopped as never;
  const refused = new Set<Field>();
  let knowsEditMessageMedia = true;
  /** Groups in which nothing may be said to one person alone, or a server that does not know how. */
  const overt = new Set<number>();

  /**
   * A call that is refused for what may stand in it is made once more without what not every server knows, then
   * without formatting at all.
   */
  async function attempt<T>(draft: Draft, call: (draft: Draft) => Promise<T>): Promise<Outcome<T>> {
    const full = plainly(draft, draft.isPlain ? ALL_FIELDS : refused);
    const outcome = await telegram.attempt(() => call(full));
    if (!mayBeTheContent(outcome)) return outcome;
    const used = fieldsOf(full);
    const plain = plainly(full, used);
    if (used.size > 0) {
      const second = await telegram.attempt(() => call(plain));
      if (!mayBeTheContent(second)) {
        if (isShown(second)) remember([...used], outcome.description);
        return second;
      }
    }
    if (plain.entities.length === 0) return outcome;
    const bare = await telegram.attempt(() => call({ ...plain, entities: [] }));
    if (mayBeTheContent(bare)) return outcome;
    if (isShown(bare))
      log.warn({ kind: draft.form.as, why: outcome.description }, 'a card goes without formatting');
    return bare;
  }

  function remember(fields: readonly Field[], why: string): void {
    for (const field of fields) refused.add(field);
    log.warn({ fields, why }, 'Telegram refuses fields: cards go without them now');
  }

  async function fileOf(file: ShownFile | null): Promise<InputFile> {
    if (!file) throw new Error('a file that is not kept any more cannot be sent');
    return new InputFile(await content(file), file.name);
  }

  /** To whoever asked alone, where that is enough; to all of the group where Telegram refuses that. */
  async function send(card: Card, draft: Draft): Promise<Outcome<number>> {
    const { chat_id: chat, person_id: receiver } = card;
    if (!draft.forAsker || chat > 0 || receiver === null || overt.has(chat)) return sendTo(null, card, draft);
    let outcome = await sendTo(receiver, card, draft);
    // Bot API, ReplyParameters: such a message does not go without what it replies to.
    if (outcome.kind === 'gone' && outcome.why === 'reply') {
      outcome = await sendTo(receiver, { ...card, reply_to: null }, draft);
    }
    if (!['refused', 'not-now', 'gone'].includes(outcome.kind)) return outcome;
    const openly = await sendTo(null, card, draft);
    if (openly.kind === 'done') {
      overt.add(chat);
      log.warn(
        { chat, outcome: outcome.kind },
        'Telegram lets nothing be said to one person alone: all of the group see it',
      );
    }
    return openly;
  }

  async function sendTo(receiver: number | null, card: Card, draft: Draft): Promise<Outcome<number>> {
    const { chat_id: chat } = card;
    const place = {
      ...(receiver === null ? {} : { ephemeral_message_parameters: { receiver_user_id: receiver } }),
      ...(card.thread_id === null ? {} : { message_thread_id: card.thread_id }),
      ...(draft.silent ? { disable_notification: true } : {}),
      ...(card.reply_to === null
        ? {}
        : { reply_parameters: { message_id: card.reply_to, allow_sending_without_reply: true } }),
    };
    const outcome = await attempt<Message>(draft, async ({ text, entities, keyboard, form }) => {
      const asText = { ...place, ...NO_LINK_PREVIEW, entities: [...entities] };
      const asCaption = {
        ...place,
        caption: text,
        caption_entities: [...entities],
        reply_markup: keyboard,
      };
      switch (form.as) {
        case 'text':
          return api.sendMessage(chat, text, { ...asText, reply_markup: keyboard }, signal);
        case 'question': {
          const prompt = { force_reply: true, selective: true, input_field_placeholder: form.hint } as const;
          return api.sendMessage(chat, text, { ...asText, reply_markup: prompt }, signal);
        }
        case 'file':
          return api.sendDocument(chat, await fileOf(form.file), asCaption, signal);
        case 'picture':
          return api.sendPhoto(chat, await fileOf(form.file), asCaption, signal);
      }
    });
    return outcome.kind === 'done' ? { kind: 'done', value: outcome.value.message_id } : outcome;
  }

  async function sendAnew(card: Card & { telegram_id: number }, draft: Draft): Promise<Outcome<number>> {
    const outcome = await send(card, draft);
    if (outcome.kind === 'done') {
      // Best effort: its buttons would do the same as those of the new one.
      void telegram.attempt(() => api.editMessageReplyMarkup(card.chat_id, card.telegram_id, {}, signal));
    }
    return outcome;
  }

  async function edit(card: Card & { telegram_id: number }, draft: Draft): Promise<Outcome<number>> {
    const { chat_id: chat, telegram_id: id } = card;
    const shownFile = readDigest(card.shown ?? '').file;
    const { file } = digestOf(draft);
    if (file === null && shownFile !== null) return sendAnew(card, draft);
    const changesFile = file !== shownFile && file !== 'kept';
    if (changesFile && !knowsEditMessageMedia) return sendAnew(card, draft);
    const outcome = await attempt<unknown>(draft, async ({ text, entities, keyboard, form }) => {
      const asCaption = { caption: text, caption_entities: [...entities] };
      if (form.as === 'text' || form.as === 'question') {
        const asText = { ...NO_LINK_PREVIEW, entities: [...entities], reply_markup: keyboard };
        return api.editMessageText(chat, id, text, asText, signal);
      }
      if (!changesFile) {
        return api.editMessageCaption(chat, id, { ...asCaption, reply_markup: keyboard }, signal);
      }
      const media: InputMedia = {
        type: form.as === 'file' ? 'document' : 'photo',
        media: await fileOf(form.file),
        ...asCaption,
      };
      return api.editMessageMedia(chat, id, media, { reply_markup: keyboard }, signal);
    });
    if (changesFile && outcome.kind === 'not-now' && outcome.code === 404) {
      knowsEditMessageMedia = false;
      log.warn('Telegram does not know editMessageMedia: cards with another file are posted anew now');
      return sendAnew(card, draft);
    }
    return outcome.kind === 'done' ? { kind: 'done', value: id } : outcome;
  }

  return { send, edit };
}
