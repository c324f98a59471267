import { lookUpCommand } from '../src/chat/look-up.ts';

export const ping = lookUpCommand('ping', ['+79991234567', '+79991234567, +7 923 111-22-33']);
