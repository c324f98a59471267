/** What the provider's HTTP API refuses a request with. */
export const HTTP_ERRORS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

export const isHttpError = (code: number): boolean => HTTP_ERRORS.includes(code);

/** Below 0, where no command_status is: SMPP 3.4, 3.2 has these unsigned. */
const HTTP_STATUS = -100;

/** What an answer with that error stands on record as, beside the command_status of others. */
export const statusOfHttpError = (code: number): number => HTTP_STATUS - code;

/** The error of the HTTP API that a status stands for; null: it is a command_status. */
export function httpErrorOf(status: number): number | null {
  const code = HTTP_STATUS - status;
  return isHttpError(code) ? code : null;
}
