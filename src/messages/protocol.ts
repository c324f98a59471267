/** What messages leave by: SMPP, the provider's HTTP API, and its mail server. */
export const PROTOCOLS = ['smpp', 'https', 'smtp'] as const;
export type Protocol = (typeof PROTOCOLS)[number];
