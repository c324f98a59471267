import type { Alert } from '../../../store/alerts.ts';
import { outboxDepth } from '../../../store/outbox.ts';
import { shorten, type ViewContext } from '../../show/view.ts';
import { readLinkFacts } from './facts.ts';

/** Characters of an error that the network or the provider worded. */
const ERROR_LENGTH = 200;

/** Since when there is no link, or that it is back, in the same message. */
export async function linkLines({ db, locale, now }: ViewContext, { facts }: Alert): Promise<string[]> {
  const { account, host, error, since, upAt, times } = readLinkFacts(facts ?? '');
  const often = times > 1 ? [locale.t('alert-link-times', { n: times })] : [];
  if (upAt !== null) {
    const args = { host, account, time: locale.time(upAt, now), duration: locale.duration(upAt - since) };
    return [locale.t('alert-link-up', args), ...often];
  }
  const { queued } = await outboxDepth(db, [account]);
  return [
    locale.t('alert-link-down', { host, account, time: locale.time(since, now), queued }),
    ...(error === null ? [locale.t('alert-link-silent')] : [shorten(error, ERROR_LENGTH)]),
    ...often,
  ];
}
