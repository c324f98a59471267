/** Calls to the demo world. Each rejects with an Error whose message can be shown. */

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
async function call(method, path, body) {
  const form = body instanceof FormData;
  const response = await fetch(path, {
    method,
    headers: body === undefined || form ? {} : { 'content-type': 'application/json' },
    body: body === undefined || form ? body : JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `the demo world answered ${response.status}`);
  return answer;
}

/** @returns {Promise<import('./types.js').Snapshot>} */
export const getSnapshot = () => call('GET', '/api/snapshot');

/**
 * @param {number} chat
 * @param {{ from: number, text: string, replyTo?: number, thread?: number, file?: File,
 *   contact?: { phone: string, firstName: string } }} message
 * @returns {Promise<{ id: number }>}
 */
export function write(chat, { file, ...message }) {
  const path = `/api/chats/${chat}/messages`;
  if (!file) return call('POST', path, message);
  const form = new FormData();
  for (const [name, value] of Object.entries(message)) if (value !== undefined) form.set(name, `${value}`);
  form.set('file', file);
  return call('POST', path, form);
}

/**
 * @param {number} chat
 * @param {number} id
 * @param {{ from: number, text: string }} message
 */
export const edit = (chat, id, message) => call('PATCH', `/api/chats/${chat}/messages/${id}`, message);

/**
 * @param {number} chat
 * @param {number} id
 * @param {{ from: number, button: string }} press by callback data, which is unique where a label may not be
 * @returns {Promise<{ answer: string | null }>}
 */
export const press = (chat, id, press) => call('POST', `/api/chats/${chat}/messages/${id}/press`, press);

/**
 * @param {number} chat
 * @param {number} person
 * @returns {Promise<import('./types.js').MenuCommand[]>}
 */
export const getMenu = (chat, person) => call('GET', `/api/chats/${chat}/menu?person=${person}`);

/**
 * @param {number} chat
 * @param {number} id
 */
export const fileAddress = (chat, id) => `/api/chats/${chat}/files/${id}`;

/** @param {string} number */
export const addPhone = (number) => call('POST', '/api/phones', { number });

/**
 * @param {string} number
 * @param {{ to: string, text: string }} message
 */
export const writeFromPhone = (number, message) =>
  call('POST', `/api/phones/${encodeURIComponent(number)}/messages`, message);

/**
 * @param {'smsc' | 'provider' | 'mail' | 'telegram'} side
 * @param {Record<string, string | number | string[]>} fault
 */
export const setFault = (side, fault) => call('POST', `/api/${side}/faults`, fault);
