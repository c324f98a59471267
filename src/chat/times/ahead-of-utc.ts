/** What clocks in a zone are ahead of UTC by at a moment (ms): "UTC+2", "UTC+5:30". */
export function aheadOfUtc(timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return offset.replace('GMT', 'UTC');
}
