/** The stream of what happens. After every (re)connection the page loads the whole state anew, so nothing is missed. */

const RETRY_MS = 2_000;

const happenings = [
  'message',
  'edit',
  'delete',
  'answer',
  'reaction',
  'action',
  'phone',
  'mo',
  'phones',
  'submit',
  'mail',
  'receipt',
  'balance',
  'bind',
  'unbind',
];

/**
 * @param {{ open: () => void, lost: () => void, happened: (id: number, event: any) => void }} handlers
 */
export function listen(handlers) {
  const source = new EventSource('/api/events');
  source.onopen = handlers.open;
  source.onerror = () => {
    handlers.lost();
    // The browser reconnects by itself after a cut, not after an answer that is no stream.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(handlers), RETRY_MS);
  };
  for (const name of happenings) {
    source.addEventListener(name, (event) =>
      handlers.happened(Number(event.lastEventId), JSON.parse(event.data)),
    );
  }
}
