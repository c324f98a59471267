/**
 * message: deleted. uneditable: it is there, and stays as it is. reply: what it was to answer is gone. chat: it does not
 * exist, or the bot was removed from it. topic: deleted or closed. not-started: the person has never pressed Start.
 */
export type Gone = 'message' | 'uneditable' | 'reply' | 'chat' | 'blocked' | 'topic' | 'not-started';

/**
 * chat: nothing may be written there. topic: nor there, the General topic. message: this may not. unknown: Telegram's
 * words say none of these.
 */
export type NotNow = 'chat' | 'topic' | 'message' | 'unknown';

/** What a refusal's words say; `content`: of the message itself, which another try would not help. */
export type Meaning =
  | { readonly kind: 'unmodified' }
  | { readonly kind: 'gone'; readonly why: Gone }
  | { readonly kind: 'not-now'; readonly what: NotNow }
  | { readonly kind: 'content' };

const gone = (why: Gone): Meaning => ({ kind: 'gone', why });
const notNow = (what: NotNow): Meaning => ({ kind: 'not-now', what });
const CONTENT: Meaning = { kind: 'content' };

/**
 * Descriptions as api.telegram.org words them; the Bot API documents none, only that they explain the code. The code is
 * no help: what is 403 to Telegram's servers comes as 400 where its name is in capitals, and the same right that is
 * missing was seen under both. The sources:
 * - bot-api: tdlib/telegram-bot-api, Client.cpp (fail_query_with_error, check_chat_access and the methods);
 * - td: tdlib/td, td/telegram (MessageContent.cpp, MessagesManager.cpp, DialogManager.cpp, ReplyMarkup.cpp), whose
 *   first letter comes in lower case;
 * - server: core.telegram.org/method/messages.sendMessage and messages.editMessage, "Possible errors";
 * - errors: TelegramBotAPI/errors, a list of what was seen.
 */
const WORDINGS: readonly (readonly [description: RegExp, meaning: Meaning])[] = [
  // bot-api
  [/message is not modified/i, { kind: 'unmodified' }],
  // bot-api: thread; server: TOPIC_…
  [/message thread not found|TOPIC_(CLOSED|DELETED|ID_INVALID)/i, gone('topic')],
  // bot-api; server
  [/message to be replied not found|REPLY_MESSAGE_ID_INVALID/i, gone('reply')],
  // errors: reply message not found
  [/reply message not found/i, gone('reply')],
  // bot-api; server: MESSAGE_ID_INVALID
  [/message to (edit|delete) not found|MESSAGE_ID_INVALID/i, gone('message')],
  // td: MessagesManager; server: the names in capitals
  [
    /message (media )?can't be (edited|deleted)|there is no (text|caption) in the message to edit|MESSAGE_EDIT_TIME_EXPIRED|MESSAGE_AUTHOR_REQUIRED/i,
    gone('uneditable'),
  ],
  // bot-api
  [/can't initiate conversation/i, gone('not-started')],
  // bot-api: USER_IS_BLOCKED
  [/blocked by the user|USER_IS_BLOCKED/i, gone('blocked')],
  // bot-api: kicked, not a member, deactivated, deleted; td: chat not found; server: the names in capitals
  [
    /chat not found|was kicked|not a member|user is deactivated|group (chat was|is) (deleted|deactivated)|PEER_ID_INVALID|CHANNEL_PRIVATE|CHANNEL_INVALID|CHAT_ID_INVALID/i,
    gone('chat'),
  ],
  // errors
  [/can't send messages to bots/i, gone('chat')],
  // td: MessageContent; errors, python-telegram-bot#3956: text messages
  [/not enough rights to send text messages/i, notNow('chat')],
  // nminaya/grammar-nazi-bot#59, TediCross/TediCross#200
  [/have no rights to send a message/i, notNow('chat')],
  // td: DialogManager
  [/have no write access to the chat/i, notNow('chat')],
  // teloxide/teloxide#450
  [/need administrator rights/i, notNow('chat')],
  // server
  [
    /CHAT_WRITE_FORBIDDEN|CHAT_SEND_PLAIN_FORBIDDEN|CHAT_GUEST_SEND_FORBIDDEN|CHAT_RESTRICTED|CHAT_ADMIN_REQUIRED|USER_BANNED_IN_CHANNEL|USER_RESTRICTED|SLOWMODE_WAIT/i,
    notNow('chat'),
  ],
  // td: MessageContent (documents, photos); server
  [/not enough rights to send|CHAT_SEND_(DOCS|PHOTOS|MEDIA)_FORBIDDEN/i, notNow('message')],
  // td: MessageContent, MessagesManager; server: the names in capitals
  [/message (caption )?is too long|MESSAGE_TOO_LONG|MEDIA_CAPTION_TOO_LONG/i, CONTENT],
  // errors; server: MESSAGE_EMPTY
  [/message text is empty|must be non-empty|MESSAGE_EMPTY/i, CONTENT],
  // bot-api: entities, MessageEntity, inline keyboard button, InputMedia; td: encoding
  [/can't parse|must be encoded in UTF-8|entities too long|ENTIT(Y|IES)_\w+/i, CONTENT],
  // bot-api: reply markup; td: ReplyMarkup; server: BUTTON_…
  [/reply markup is too long|REPLY_MARKUP_\w+|BUTTON_\w+|inline keyboard button/i, CONTENT],
  // errors: file; server: PHOTO_…, IMAGE_PROCESS_FAILED
  [/file is too big|PHOTO_\w+|IMAGE_PROCESS_FAILED|DOCUMENT_INVALID/i, CONTENT],
];

/** What a refusal means; by an unknown wording nothing is given up. */
export function meaningOf({ code, description }: { code: number; description: string }): Meaning {
  // The token is not taken: that is mended from outside.
  if (code === 401) return notNow('chat');
  if (code === 413) return CONTENT;
  if (code !== 400 && code !== 403) return notNow('unknown');
  return WORDINGS.find(([wording]) => wording.test(description))?.[1] ?? notNow('unknown');
}
