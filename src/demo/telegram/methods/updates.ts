import { seconds } from '../api-objects.ts';
import type { Methods } from '../method.ts';
import type { Params } from '../params.ts';
import { ApiRefusal, badRequest } from '../refusal.ts';

export const updateMethods: Methods = {
  getUpdates(params, { updates, webhook }, gone) {
    if (webhook.target) {
      throw new ApiRefusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    const allowed = readAllowed(params);
    if (allowed !== undefined) updates.allow(allowed);
    const limit = params.integer('limit') ?? 100;
    return updates.poll(
      {
        offset: params.integer('offset') ?? 0,
        limit: limit < 1 || limit > 100 ? 100 : limit,
        timeout: Math.min(Math.max(params.integer('timeout') ?? 0, 0), 50),
      },
      gone,
    );
  },

  setWebhook(params, { updates, webhook }) {
    const url = params.text('url') ?? '';
    const secret = params.text('secret_token');
    if (secret !== null && !/^[\w-]{1,256}$/.test(secret)) {
      throw badRequest('secret token contains unallowed characters');
    }
    const allowed = readAllowed(params);
    if (allowed !== undefined) updates.allow(allowed);
    if (params.flag('drop_pending_updates')) updates.clear();
    if (url === '') {
      webhook.remove();
      return true;
    }
    if (!URL.canParse(url) || !/^https?:\/\//.test(url))
      throw badRequest('bad webhook: invalid webhook URL specified');
    updates.interrupt('Conflict: terminated by setWebhook request');
    webhook.set({
      url,
      secret,
      maxConnections: params.integer('max_connections') ?? 40,
      allowed: allowed ?? webhook.target?.allowed ?? null,
    });
    return true;
  },

  deleteWebhook(params, { updates, webhook }) {
    if (params.flag('drop_pending_updates')) updates.clear();
    webhook.remove();
    return true;
  },

  getWebhookInfo(_params, { updates, webhook }) {
    const { target, lastError } = webhook;
    return {
      url: target?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.pending,
      ...(target && { max_connections: target.maxConnections }),
      ...(target?.allowed && { allowed_updates: target.allowed }),
      ...(lastError && { last_error_date: seconds(lastError.at), last_error_message: lastError.message }),
    };
  },
};

/** Undefined when not given: the earlier setting stays (Bot API: getUpdates, allowed_updates). */
function readAllowed(params: Params): string[] | null | undefined {
  const given = params.json('allowed_updates', 'allowed updates');
  if (given === undefined) return undefined;
  if (!Array.isArray(given) || given.some((type) => typeof type !== 'string')) {
    throw badRequest("can't parse allowed updates: expected an Array of String");
  }
  return given.length > 0 ? given : null;
}
