import type { MessageContent } from './request.ts';

/** What a message was, without what anybody wrote in it: its kind, from whom and how it went stay. */
export function withoutWords(content: MessageContent): MessageContent {
  switch (content.channel) {
    case 'hlr':
    case 'ping':
      return content;
    case 'tgm':
      return { ...content, code: '' };
    case 'email': {
      const { comment: _, ...rest } = content;
      return { ...rest, subject: '', text: '' };
    }
    default: {
      const { comment: _, ...rest } = content;
      return { ...rest, text: '' };
    }
  }
}

/** Whether anybody wrote something in it. */
export const hasWords = ({ channel }: Pick<MessageContent, 'channel'>): boolean =>
  channel !== 'hlr' && channel !== 'ping';
