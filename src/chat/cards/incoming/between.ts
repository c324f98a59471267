import { formatPhone } from '../../../messages/recipient.ts';
import type { Incoming } from '../../../store/talks/incoming.ts';

/** "✉️ +7 999 123-45-67 → 79000000" */
export const betweenNumbers = ({ sender, recipient }: Pick<Incoming, 'sender' | 'recipient'>): string =>
  `✉️ ${formatPhone(sender)} → ${formatPhone(recipient)}`;
