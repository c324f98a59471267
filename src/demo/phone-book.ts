/** What a subscriber wrote (MO). `at` is in ms since 1970. */
interface WrittenMessage {
  to: string;
  text: string;
  at: number;
}

/** The phones on the table, and what their owners wrote. A number appears by itself once anything reaches or leaves it. */
export class PhoneBook {
  private readonly book = new Map<string, WrittenMessage[]>();

  constructor(numbers: readonly string[]) {
    for (const number of numbers) this.add(number);
  }

  /** Returns whether the number is new here. */
  add(number: string): boolean {
    if (this.book.has(number)) return false;
    this.book.set(number, []);
    return true;
  }

  keep(number: string, message: WrittenMessage): void {
    this.add(number);
    this.book.get(number)?.push(message);
  }

  numbers(): string[] {
    return [...this.book.keys()];
  }

  /** Oldest first. */
  written(number: string): WrittenMessage[] {
    return this.book.get(number) ?? [];
  }
}
