import { FormattedString } from '@grammyjs/parse-mode';

/** Bot API, MessageEntity: somebody is mentioned by their id, whether they have a username or not. */
export const mention = (name: string, id: number): FormattedString =>
  new FormattedString(name, [
    { type: 'text_mention', offset: 0, length: name.length, user: { id, is_bot: false, first_name: name } },
  ]);
