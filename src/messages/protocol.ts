/** What messages leave by: SMPP, and the provider's HTTP API. */
export const PROTOCOLS = ['smpp', 'https'] as const;
export type Protocol = (typeof PROTOCOLS)[number];
