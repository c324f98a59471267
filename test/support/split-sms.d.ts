declare module 'split-sms' {
  /** The package counts `bytes` in septets for GSM. */
  export function split(
    message: string,
    options: { characterset: 'GSM' | 'Unicode' },
  ): { parts: { content: string; bytes: number }[] };
}
