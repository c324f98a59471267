import { lookingActions } from '../looking.ts';
import { movingActions } from '../moving.ts';
import { FORMATS } from '../report/format.ts';
import { reporting } from '../report/reporting.ts';
import { tableActions } from '../table-actions.ts';
import { lookupCard } from './body.ts';

const words = { sending: 'button-looking-up', cancelled: 'button-look-up-cancelled' };

export const actions = {
  ...movingActions('viewer', words),
  ...lookingActions(lookupCard),
  ...tableActions('viewer'),
  report: reporting('viewer', FORMATS),
};
