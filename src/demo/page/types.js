/**
 * The shapes that the demo world's HTTP API speaks. Times are ms since 1970.
 *
 * @typedef {{ id: number, name: string, language: string, role: string | null }} Person
 * @typedef {{ id: number, type: 'private' | 'supergroup', person?: number, started?: boolean, title?: string, members?: number[],
 *   topics?: { id: number, title: string }[] }} Chat
 * @typedef {{ bot: { id: number, username: string }, apiRoot: string, token: string, smsc: string,
 *   people: Person[], chats: Chat[], phones: string[], provider: string, providerHttp: object | null,
 *   providerMail: object | null }} World
 * @typedef {{ type: string, offset: number, length: number, url?: string, language?: string, unix_time?: number,
 *   date_time_format?: string }} Entity
 * @typedef {{ text: string, data: string | null, url: string | null, copy?: string,
 *   style?: 'danger' | 'success' | 'primary' }} Button
 * @typedef {{ id: number, from: number, text: string, entities: Entity[], buttons: Button[][],
 *   file: { kind: 'document' | 'photo', name: string, size: number } | null, silent?: boolean, onlyFor?: number,
 *   contact: { phone: string, firstName: string } | null, replyTo: number | null, thread: number | null,
 *   sentAt: number, editedAt: number | null, edits: number,
 *   forceReply: boolean, placeholder: string | null, reaction: string | null }} ChatMessage
 * @typedef {{ channel: string, from: string, text: string, parts: number, at: number, flash?: true,
 *   way?: string, subject?: string, voice?: string, bot?: string }} Received what reached a phone
 * @typedef {{ to: string, text: string, at: number }} Written what a subscriber wrote
 * @typedef {{ bind: number, sequence: number, source: string, destination: string, dataCoding: number,
 *   esmClass: number, registeredDelivery: number, text: string, tlvs: Record<string, unknown>, status: number,
 *   messageId: string | null, at: number }} Submit
 * @typedef {{ at: number, from: string, encrypted: boolean, fields: { options: string, phones: string, text: string } | null,
 *   messageId: string | null, why: string | null }} Mail
 * @typedef {{ lastEvent: number, world: World, binds: number, balance: number, chats: { id: number, messages: ChatMessage[] }[],
 *   phones: { number: string, received: Received[], written: Written[] }[], submits: Submit[], mails: Mail[] }} Snapshot
 * @typedef {{ command: string, description: string }} MenuCommand
 * @typedef {{ chat: number, thread: number | null }} Place a chat, or one topic of it
 */
export {};
