/** Why nothing was answered that can be read, for `provider-why` of the locale files. */
export type Why = 'connection' | 'timeout' | 'name' | 'certificate' | 'status' | 'answer';

/** The provider was not reached, or answered nothing that can be read. */
export class ProviderUnreachable extends Error {
  override name = 'ProviderUnreachable';
  readonly why: Why;
  /** It may have read the request, and done what that asks for. */
  readonly mayHaveArrived: boolean;

  constructor(why: Why, mayHaveArrived: boolean) {
    super(`the provider's HTTP API: ${why}`);
    this.why = why;
    this.mayHaveArrived = mayHaveArrived;
  }
}

/** The provider has read the request and refuses it, with one of its codes. */
export class ProviderRefused extends Error {
  override name = 'ProviderRefused';
  readonly code: number;

  constructor(code: number) {
    super(`the provider's HTTP API refuses with error ${code}`);
    this.code = code;
  }
}
