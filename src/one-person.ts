/** Telegram ids that stand for many people: GroupAnonymousBot, Channel Bot, Telegram itself. */
const NOBODY_IN_PARTICULAR: ReadonlySet<number> = new Set([1087968824, 136817688, 777000]);

/** True for an id that one person alone writes by; anything else can be granted nothing. */
export const isOnePerson = (id: number): boolean => id > 0 && !NOBODY_IN_PARTICULAR.has(id);
