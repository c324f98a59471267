import { readConfig } from '../../src/config.ts';
import { ConfigError } from '../../src/config-error.ts';

/** What has to be set at the least. */
export const least = { BOT_TOKEN: '1:abc', SMPP_SYSTEM_ID: 'shop', SMPP_PASSWORD: 'secret' };

/** What is said of settings beside these; "accepted": nothing. */
export function refusalOf(variables: Record<string, string>): string {
  try {
    readConfig({ ...least, ...variables });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}
