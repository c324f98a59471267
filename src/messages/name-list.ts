/** Names that were typed with commas between them, in small letters. */
export const nameList = (typed: string): string[] => typed.toLowerCase().split(',').filter(Boolean);
