import { lookUpCommand } from '../src/chat/look-up.ts';

export const hlr = lookUpCommand('hlr', ['{another}', '{another}, {spaced}']);
