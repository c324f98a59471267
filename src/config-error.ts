/** A setting is missing or wrong: the message has a line for each, with its name and the fix. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}
