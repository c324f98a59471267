import { z } from 'zod';
import { placeOrder } from '../../desk/order.ts';
import type { DeskSettings } from '../../desk/settings.ts';
import { type JobWork, jobWork } from '../../jobs/kind.ts';
import { keywordOf } from '../../messages/opt-out.ts';
import { RequestRefused } from '../../messages/request.ts';
import { WAITING_REASONS } from '../../messages/waiting.ts';
import { stopEntryOf } from '../../store/stop-list/stop-list.ts';
import { findIncoming } from '../../store/talks/incoming.ts';
import { confirming } from '../../store/talks/opt-outs.ts';
import type { ChatSettings } from '../context.ts';
import { LANGUAGES, type Language, localeFor, wordsIn } from '../locale.ts';

const DAY_MS = 24 * 3600 * 1000;

/**
 * Tells whoever wrote a keyword, by one SMS from the number that they wrote to, that they get nothing more, and how to have
 * that undone: once a day at the most, however often they stop and begin anew, since each is paid for.
 */
export const confirmWork = (settings: DeskSettings & ChatSettings): JobWork =>
  jobWork(confirming, {
    cursor: z.never(),
    maxTries: 5,
    async piece({ tx, body: { incomingId }, now }) {
      const message = await findIncoming(tx.db, incomingId);
      const entry = message && (await stopEntryOf(tx.db, message.sender));
      if (!entry || entry.incomingId !== incomingId || now - entry.at > settings.sendMaxAge) return null;
      const { sender, recipient, account, text } = message;
      const { t } = localeFor(languageOf(text, settings.language), settings.timeZone);
      try {
        await placeOrder(tx, settings, {
          origin: `opt-out ${entry.digest} ${Math.floor(now / DAY_MS)}`,
          maker: { kind: 'system' },
          place: null,
          content: { channel: 'sms', from: recipient, text: t('opt-out-confirmation') },
          recipients: [sender],
          account,
          passesStopList: true,
          answered: WAITING_REASONS,
          isDraft: false,
          writtenAt: now,
          now,
        });
      } catch (error) {
        // Of a number that no message can be sent from.
        if (!(error instanceof RequestRefused)) throw error;
      }
      return null;
    },
  });

/** The language that a keyword is of; a team's own one may be of any. */
const languageOf = (text: string, otherwise: Language): Language =>
  LANGUAGES.find((language) => wordsIn(language, 'stop-keywords').includes(keywordOf(text) ?? '')) ??
  otherwise;
