import { type Api, InputFile } from 'grammy';
import type { Message } from 'grammy/types';
import type { Card } from '../../store/cards.ts';
import { writeButton } from '../button-data.ts';
import type { View } from './view.ts';

/** The text of a view with its entities, as Telegram takes it. */
export const textOf = ({ text }: View) => (typeof text === 'string' ? { text, entities: [] } : text);

const keyboardOf = (view: View, card: Card) => ({
  inline_keyboard: view.buttons.map((row) =>
    row.map((button) => ({ text: button.label, callback_data: writeButton(button, card.id) })),
  ),
});

/** Sends a card as its view says. Returns the Telegram message's id; throws what the client throws. */
export async function send(api: Api, card: Card, view: View): Promise<number> {
  const { text, entities } = textOf(view);
  const place = {
    ...(card.thread_id === null ? {} : { message_thread_id: card.thread_id }),
    ...(card.reply_to === null
      ? {}
      : { reply_parameters: { message_id: card.reply_to, allow_sending_without_reply: true } }),
  };
  const reply_markup = keyboardOf(view, card);
  const asText = { ...place, entities, link_preview_options: { is_disabled: true } };
  const asCaption = { ...place, caption: text, caption_entities: entities, reply_markup };
  let sent: Message;
  switch (view.as) {
    case 'text':
      sent = await api.sendMessage(card.chat_id, text, { ...asText, reply_markup });
      break;
    case 'question':
      sent = await api.sendMessage(card.chat_id, text, {
        ...asText,
        reply_markup: { force_reply: true, selective: true, input_field_placeholder: view.hint },
      });
      break;
    case 'file':
      sent = await api.sendDocument(
        card.chat_id,
        new InputFile(view.file.content, view.file.name),
        asCaption,
      );
      break;
    case 'picture':
      sent = await api.sendPhoto(card.chat_id, new InputFile(view.file.content, view.file.name), asCaption);
      break;
  }
  return sent.message_id;
}

/** Edits a card that Telegram shows. Throws what the client throws. */
export async function edit(api: Api, card: Card & { telegram_id: number }, view: View): Promise<void> {
  const { text, entities } = textOf(view);
  const reply_markup = keyboardOf(view, card);
  if (view.as === 'file' || view.as === 'picture') {
    const changed = { caption: text, caption_entities: entities, reply_markup };
    await api.editMessageCaption(card.chat_id, card.telegram_id, changed);
    return;
  }
  await api.editMessageText(card.chat_id, card.telegram_id, text, {
    entities,
    reply_markup,
    link_preview_options: { is_disabled: true },
  });
}
