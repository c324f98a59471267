import { turnPage } from '../pages.ts';
import { stopListCard } from './body.ts';

export const actions = { page: turnPage(stopListCard) };
