import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { balanceCard } from './body.ts';
import { balanceView } from './view.ts';

export const balance: Room = { kind: balanceCard, seenBy: 'operator', view: balanceView, actions };
