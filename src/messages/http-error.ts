/** What the provider's HTTP API refuses a request with. */
export const HTTP_ERRORS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

export const isHttpError = (code: number): boolean => HTTP_ERRORS.includes(code);
