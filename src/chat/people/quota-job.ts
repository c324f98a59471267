import { z } from 'zod';
import { type JobWork, jobWork } from '../../jobs/kind.ts';
import { nearing } from '../../store/people/quota-nearing.ts';
import { writeCard } from '../cards/kind.ts';
import { noticeCard } from '../cards/notice/body.ts';
import { type ChatSettings, settingsOf } from '../context.ts';
import { localeFor } from '../locale.ts';
import { nearLine } from './quotas.ts';

/** Tells somebody, in private, that most of what they may send is sent. */
export const quotaWork = (settings: ChatSettings & { readonly ownerIds: readonly number[] }): JobWork =>
  jobWork(nearing, {
    cursor: z.object({}),
    maxTries: 10,
    async piece({ tx, body: { personId, ...standing }, now }) {
      const { language, timeZone } = await settingsOf(tx.db, personId, settings);
      const place = { chatId: personId, threadId: null, replyTo: null, personId };
      const body = { lines: [nearLine(localeFor(language, timeZone), settings, standing)] };
      await writeCard(tx, noticeCard, { ...place, body, language, now });
      return null;
    },
  });
