/** What Telegram added late enough for a Bot API server in use not to know it (Bot API 7.4 to 9.5). */
export const NEWER_FIELDS = ['style', 'copy_text', 'date_time', 'expandable_blockquote'] as const;

export type NewerField = (typeof NEWER_FIELDS)[number];
