/** What a bind says of itself, as far as it tells whether there is a link. */
export interface BindState {
  readonly account: string;
  readonly host: string;
  readonly mode: 'transceiver' | 'transmitter' | 'receiver' | 'https' | 'smtp';
  readonly status: 'connecting' | 'bound' | 'waiting' | 'stopped';
  readonly lastError: string | null;
  readonly lastErrorAt: number | null;
  readonly reportedAt: number;
}

/** An account that has no link to send by, or by one of its ways. */
export interface LinkDown {
  readonly account: string;
  /** By which it has no link: that over which SMPP goes, the provider's HTTP API, or its mail server. */
  readonly way: 'smpp' | 'https' | 'smtp';
  readonly host: string;
  readonly since: number;
  /** In words of the network or the provider; null: whoever held it is silent. */
  readonly error: string | null;
}

/** Each bind reports every 15 s; one that has been silent for so long (ms) has nobody who holds it. */
const SILENT_MS = 60_000;

/** One that connects for the first time is not down yet; one that was stopped is nobody's until it is silent. */
function isDown({ status, lastErrorAt, reportedAt }: BindState, now: number): boolean {
  if (now - reportedAt >= SILENT_MS) return true;
  return status === 'waiting' || (status === 'connecting' && lastErrorAt !== null);
}

const wayOf = ({ mode }: BindState): LinkDown['way'] => (mode === 'https' || mode === 'smtp' ? mode : 'smpp');

/** The accounts none of whose binds can send, by each of their ways. */
export function linksDown(binds: readonly BindState[], now: number): LinkDown[] {
  const sending = binds.filter(({ mode }) => mode !== 'receiver');
  const ways = Map.groupBy(sending, (bind) => JSON.stringify([bind.account, wayOf(bind)]));
  return [...ways.values()].flatMap((ofAccount) => {
    const [last] = ofAccount.toSorted((one, other) => (other.lastErrorAt ?? 0) - (one.lastErrorAt ?? 0));
    if (!last || !ofAccount.every((bind) => isDown(bind, now))) return [];
    const isSilent = ofAccount.every(({ reportedAt }) => now - reportedAt >= SILENT_MS);
    const since = isSilent ? Math.max(...ofAccount.map(({ reportedAt }) => reportedAt)) : last.lastErrorAt;
    const { account, host } = last;
    return [
      { account, way: wayOf(last), host, since: since ?? now, error: isSilent ? null : last.lastError },
    ];
  });
}
