/** An account's money, which the prices of what is taken run down, in its currency. */
export class Purse {
  /** In 1/10,000, so that sums stay exact. */
  #units: number;
  readonly #onChange: (balance: number) => void;

  constructor(balance: number, onChange: (balance: number) => void) {
    this.#units = unitsOf(balance);
    this.#onChange = onChange;
  }

  get balance(): number {
    return this.#units / 10_000;
  }

  set balance(balance: number) {
    this.#units = unitsOf(balance);
    this.#onChange(this.balance);
  }

  holds(price: number): boolean {
    return unitsOf(price) <= this.#units;
  }

  /** False when there is less than that; nothing is paid then. */
  pay(price: number): boolean {
    if (!this.holds(price)) return false;
    this.balance = (this.#units - unitsOf(price)) / 10_000;
    return true;
  }
}

const unitsOf = (money: number): number => Math.round(money * 10_000);
