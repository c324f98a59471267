/** A call that the Bot API refuses: what stands in `error_code`, `description` and `parameters` of its answer. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly code: number;
  readonly parameters: RefusalParameters | undefined;

  constructor(code: number, description: string, parameters?: RefusalParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** Bot API: ResponseParameters. `retry_after` is in seconds. */
interface RefusalParameters {
  retry_after?: number;
  migrate_to_chat_id?: number;
}

/** 400 in Telegram's wording. */
export function badRequest(why: string): ApiRefusal {
  return new ApiRefusal(400, `Bad Request: ${why}`);
}

/** 403 in Telegram's wording. */
export function forbidden(why: string): ApiRefusal {
  return new ApiRefusal(403, `Forbidden: ${why}`);
}

/** 413: a body or a file over the limits. */
export function tooLarge(): ApiRefusal {
  return new ApiRefusal(413, 'Request Entity Too Large');
}

/** 429 in Telegram's wording; the wait is in whole seconds. */
export function tooManyRequests(retryAfter: number): ApiRefusal {
  return new ApiRefusal(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter });
}

type ActionProblem =
  | 'no-such-chat'
  | 'no-such-person'
  | 'no-such-message'
  | 'no-such-button'
  | 'button-only-copies'
  | 'button-only-opens'
  | 'no-such-topic'
  | 'not-a-member'
  | 'not-yours'
  | 'not-a-group'
  | 'bot-is-blocked'
  | 'empty'
  | 'too-long';

/** Something a person cannot do in a Telegram client (a mistake of whoever plays the person). */
export class ActionRefused extends Error {
  override readonly name = 'ActionRefused';
  readonly problem: ActionProblem;

  constructor(problem: ActionProblem, detail: string) {
    super(`${problem}: ${detail}`);
    this.problem = problem;
  }
}
