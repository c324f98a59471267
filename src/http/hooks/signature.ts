import { createHmac } from 'node:crypto';

/**
 * The headers by which a receiver knows who called and that it is no repeat of long ago (Standard Webhooks 1.0.0, symmetric).
 * @param id the same at each try
 * @param at when it is tried (ms)
 */
export function signedHeaders(
  { id, body, secret }: { readonly id: string; readonly body: string; readonly secret: string },
  at: number,
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
