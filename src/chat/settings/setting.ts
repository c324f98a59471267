import type { Room } from '../../desk/room.ts';
import type { RefusalReason } from '../../messages/request.ts';
import type { Reader } from '../../store/engine/database.ts';
import type { Settings } from '../context.ts';
import type { Locale } from '../locale.ts';
import type { ByRole, Role } from '../people/access.ts';

/** What one value of a setting is called, and how it is typed. */
export interface Choice {
  readonly label: string;
  readonly typed: string;
}

/** One of a chat's settings, of a kind of its own. */
interface SettingOf<Value> {
  /** As it is typed; words for it are `typed-setting-…`, its name `setting-…`, what it does `about-setting-…`. */
  readonly name: string;
  /** Who may change it, where that is not an admin; in a private chat it is its person's. */
  readonly changedBy?: ByRole<Role>;
  /** A value that somebody typed; null: it is none. */
  read(typed: string): Value | null;
  /** A value as it can be typed. */
  write(value: Value, locale: Locale): string;
  /** What else is said of a value. */
  note?(value: Value, locale: Locale): string;
  /** What holds where a chat has set nothing; null: nothing does, of which `no-setting-…` tells. */
  ofBot(settings: Settings): Value | null;
  /** What a chat's own value comes to, where the bot's own sets bounds. */
  within?(value: Value, settings: Settings): Value;
  /** Values that are offered, the likeliest first. */
  choices(locale: Locale): readonly Choice[];
  /** Values that there are, of which one is taken, where these are kept: the team's and their own. */
  listed?(db: Reader, owners: readonly number[]): Promise<readonly string[]>;
  /** A value as it is typed, of which most can be had by changing a few letters. */
  readonly example: string;
  /** More values than those offered can be typed. */
  readonly isOpen?: true;
  /** Values that may be meant by what cannot be read, as they are typed. */
  near?(typed: string): readonly string[];
  /** Why what cannot be read is none, where a message would be refused for the same. */
  refusal?(typed: string): RefusalReason;
  /** Where a private chat has set nothing, that of its person's Telegram goes before the bot's. */
  readonly isOfTelegram?: true;
}

/** What is in force in a chat, as it can be typed, and whether the chat has set it. */
export interface InForce {
  readonly value: string | null;
  readonly note: string;
  readonly isOwn: boolean;
}

/** One of a chat's settings. */
export interface Setting
  extends Pick<
      SettingOf<never>,
      'name' | 'choices' | 'listed' | 'example' | 'isOpen' | 'near' | 'refusal' | 'isOfTelegram'
    >,
    Required<Pick<SettingOf<never>, 'changedBy'>> {
  /** What a typed value changes; null: it is none. */
  change(typed: string): Partial<Room> | null;
  /** What takes it back. */
  readonly withoutIt: Partial<Room>;
  inForce(room: Room, settings: Settings, locale: Locale): InForce;
}

/** Makes a setting of what its values are. */
export const setting = <Name extends keyof Room>(
  key: Name,
  { changedBy = { role: 'admin' }, ...of }: SettingOf<NonNullable<Room[Name]>>,
): Setting => ({
  ...of,
  changedBy,
  change(typed) {
    const value = of.read(typed);
    return value === null ? null : { [key]: value };
  },
  withoutIt: { [key]: undefined },
  inForce(room, settings, locale) {
    const own = room[key];
    const value = own === undefined ? of.ofBot(settings) : (of.within?.(own, settings) ?? own);
    return {
      value: value === null ? null : of.write(value, locale),
      note: value === null ? '' : (of.note?.(value, locale) ?? ''),
      isOwn: own !== undefined && value === own,
    };
  },
});
