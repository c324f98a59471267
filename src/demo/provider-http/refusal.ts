/** Why a request is refused: what the provider's codes say. */
const SAYS = {
  1: 'parameters error',
  2: 'authorise error',
  3: 'no money',
  4: 'ip blocked',
  5: 'invalid date format',
  6: 'message is denied',
  7: 'invalid number',
  8: "message can't be delivered",
  9: 'duplicate request, or too many requests',
} as const;

export type ErrorCode = keyof typeof SAYS;

/** A request that the provider answers with an error. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  /** Of the message, which is in the answers 3, 6, 7 and 8. */
  readonly id: string | null;

  /** @param detail what is wrong, for whoever reads the demo's answers */
  constructor(code: ErrorCode, detail = '', id: string | null = null) {
    super(detail === '' ? SAYS[code] : `${SAYS[code]}: ${detail}`);
    this.code = code;
    this.id = id;
  }

  body(): object {
    const { message: error, code: error_code, id } = this;
    return { error, error_code, ...(id !== null && { id }) };
  }
}
