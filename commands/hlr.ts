import { lookUpCommand } from '../src/chat/look-up.ts';

export const hlr = lookUpCommand('hlr', ['+79231112233', '+79231112233, +7 999 123-45-67']);
