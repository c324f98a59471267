/** What Telegram added late enough for a Bot API server in use not to know it (Bot API 7.4 to 10.2). */
export const NEWER_FIELDS = [
  'style',
  'copy_text',
  'date_time',
  'expandable_blockquote',
  'ephemeral_message_parameters',
] as const;

export type NewerField = (typeof NEWER_FIELDS)[number];
