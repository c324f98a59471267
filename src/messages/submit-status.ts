import type { Bilingual } from './error-codes.ts';

/**
 * What an answer means for the message: `throttled` – slow down and submit again; `temporary` – submit again
 * later; `permanent` – the same request would be refused again.
 */
export type SubmitStatusKind = 'throttled' | 'temporary' | 'permanent';

/** A command_status of the SMSC's answer, explained. */
export interface SubmitStatus {
  code: number;
  /** By SMPP 3.4, 5.1.3; "0x00000400" for a number that it does not name. */
  name: string;
  meaning: Bilingual;
  /** What can be done about it, in one line. */
  advice: Bilingual;
  kind: SubmitStatusKind;
}

// Statuses share their remedies, so the advice is named and written once.
const ADVICE = {
  none: { ru: 'Ничего делать не нужно.', en: 'Nothing to do.' },
  bug: {
    ru: 'Запрос составлен не так, как ждёт провайдер. Сообщите тому, кто обслуживает бота.',
    en: 'The request is not what the provider expects. Tell whoever looks after the bot.',
  },
  provider: {
    ru: 'Сбой у провайдера. Если повторяется, обратитесь в его поддержку.',
    en: "A failure at the provider. If it persists, ask the provider's support.",
  },
  again: { ru: 'Бот повторит отправку сам.', en: 'The bot will submit it again by itself.' },
  login: {
    ru: 'Проверьте SMPP_SYSTEM_ID, SMPP_PASSWORD и список разрешённых адресов в кабинете провайдера.',
    en: "Check SMPP_SYSTEM_ID, SMPP_PASSWORD and the allow-list in the provider's account.",
  },
  recipient: { ru: 'Проверьте номер получателя.', en: "Check the recipient's number." },
  sender: {
    ru: 'Проверьте отправителя: он должен быть зарегистрирован у провайдера.',
    en: 'Check the sender: it has to be registered with the provider.',
  },
  shorter: { ru: 'Сократите текст.', en: 'Shorten the text.' },
  refused: {
    ru: 'Проверьте баланс, отправителя и номер. Так провайдер отвечает и когда то же самое ушло на этот номер меньше минуты назад, возможно, из другой программы с этим логином: тогда повторите через минуту, если это нужно.',
    en: 'Check balance, sender and number. The provider also says this when the same went to this number less than a minute before, perhaps from another program on the account: then send it again in a minute, if it is still wanted.',
  },
  time: { ru: 'Проверьте время отправки и срок действия.', en: 'Check the set time and the validity.' },
  lost: {
    ru: 'Провайдер не знает этого сообщения. Проверьте id и когда оно отправлено.',
    en: 'The provider does not know this message. Check its id and when it was sent.',
  },
} as const satisfies Record<string, Bilingual>;

type Row = readonly [
  code: number,
  name: string,
  ru: string,
  en: string,
  advice: keyof typeof ADVICE,
  kind?: SubmitStatusKind,
];

// SMPP 3.4, table 5-2. What needs no kind is permanent.
const ROWS: readonly Row[] = [
  [0x00, 'ESME_ROK', 'Принято', 'Accepted', 'none'],
  [0x01, 'ESME_RINVMSGLEN', 'Недопустимая длина сообщения', 'Message length is invalid', 'shorter'],
  [0x02, 'ESME_RINVCMDLEN', 'Недопустимая длина команды', 'Command length is invalid', 'bug'],
  [0x03, 'ESME_RINVCMDID', 'Неизвестная команда', 'Command is unknown', 'bug'],
  [
    0x04,
    'ESME_RINVBNDSTS',
    'Команда не подходит состоянию соединения',
    'Wrong bind state',
    'again',
    'temporary',
  ],
  [0x05, 'ESME_RALYBND', 'Соединение уже открыто', 'Already bound', 'login'],
  [0x06, 'ESME_RINVPRTFLG', 'Недопустимый приоритет', 'Priority is invalid', 'bug'],
  [0x07, 'ESME_RINVREGDLVFLG', 'Недопустимый запрос отчёта', 'Registered delivery flag is invalid', 'bug'],
  [0x08, 'ESME_RSYSERR', 'Системная ошибка провайдера', 'System error', 'again', 'temporary'],
  [0x0a, 'ESME_RINVSRCADR', 'Недопустимый отправитель', 'Source address is invalid', 'sender'],
  [0x0b, 'ESME_RINVDSTADR', 'Недопустимый получатель', 'Destination address is invalid', 'recipient'],
  [0x0c, 'ESME_RINVMSGID', 'Неизвестный id сообщения', 'Message id is invalid', 'lost'],
  [0x0d, 'ESME_RBINDFAIL', 'Соединение отклонено', 'Bind failed', 'login'],
  [0x0e, 'ESME_RINVPASWD', 'Неверный пароль', 'Password is wrong', 'login'],
  [0x0f, 'ESME_RINVSYSID', 'Неверный логин', 'System id is wrong', 'login'],
  [0x11, 'ESME_RCANCELFAIL', 'Отменить не удалось', 'Cancel failed', 'lost'],
  [0x13, 'ESME_RREPLACEFAIL', 'Заменить не удалось', 'Replace failed', 'lost'],
  [0x14, 'ESME_RMSGQFUL', 'Очередь сообщений переполнена', 'Message queue is full', 'again', 'throttled'],
  [0x15, 'ESME_RINVSERTYP', 'Недопустимый тип сервиса', 'Service type is invalid', 'bug'],
  [0x33, 'ESME_RINVNUMDESTS', 'Недопустимое число получателей', 'Number of destinations is invalid', 'bug'],
  [0x34, 'ESME_RINVDLNAME', 'Недопустимое имя списка', 'Distribution list name is invalid', 'bug'],
  [0x40, 'ESME_RINVDESTFLAG', 'Недопустимый вид получателя', 'Destination flag is invalid', 'bug'],
  [0x42, 'ESME_RINVSUBREP', 'Недопустимый запрос замены', 'Submit with replace is invalid', 'bug'],
  [0x43, 'ESME_RINVESMCLASS', 'Недопустимый esm_class', 'esm_class is invalid', 'bug'],
  [0x44, 'ESME_RCNTSUBDL', 'Список рассылки не принят', 'Cannot submit to a distribution list', 'bug'],
  [0x45, 'ESME_RSUBMITFAIL', 'Сообщение не принято', 'Submit failed', 'refused'],
  [0x48, 'ESME_RINVSRCTON', 'Недопустимый тип отправителя', 'Source TON is invalid', 'sender'],
  [0x49, 'ESME_RINVSRCNPI', 'Недопустимый план номера отправителя', 'Source NPI is invalid', 'sender'],
  [0x50, 'ESME_RINVDSTTON', 'Недопустимый тип получателя', 'Destination TON is invalid', 'recipient'],
  [0x51, 'ESME_RINVDSTNPI', 'Недопустимый план номера получателя', 'Destination NPI is invalid', 'recipient'],
  [0x53, 'ESME_RINVSYSTYP', 'Недопустимый system_type', 'system_type is invalid', 'login'],
  [0x54, 'ESME_RINVREPFLAG', 'Недопустимый признак замены', 'Replace flag is invalid', 'bug'],
  [0x55, 'ESME_RINVNUMMSGS', 'Недопустимое число сообщений', 'Number of messages is invalid', 'bug'],
  [0x58, 'ESME_RTHROTTLED', 'Превышена скорость отправки', 'Sending too fast', 'again', 'throttled'],
  [0x61, 'ESME_RINVSCHED', 'Недопустимое время отправки', 'Scheduled time is invalid', 'time'],
  [0x62, 'ESME_RINVEXPIRY', 'Недопустимый срок действия', 'Validity period is invalid', 'time'],
  [0x63, 'ESME_RINVDFTMSGID', 'Нет такого готового сообщения', 'Predefined message not found', 'bug'],
  [0x64, 'ESME_RX_T_APPN', 'Временный отказ приёмника', 'Temporary receiver error', 'again', 'temporary'],
  [0x65, 'ESME_RX_P_APPN', 'Постоянный отказ приёмника', 'Permanent receiver error', 'provider'],
  [0x66, 'ESME_RX_R_APPN', 'Приёмник отклонил сообщение', 'Rejected by the receiver', 'provider'],
  [0x67, 'ESME_RQUERYFAIL', 'Запрос статуса не удался', 'Query failed', 'lost'],
  [0xc0, 'ESME_RINVOPTPARSTREAM', 'Ошибка в TLV-параметрах', 'Optional part of the PDU is invalid', 'bug'],
  [0xc1, 'ESME_ROPTPARNOTALLWD', 'TLV-параметр не разрешён', 'Optional parameter is not allowed', 'bug'],
  [0xc2, 'ESME_RINVPARLEN', 'Недопустимая длина параметра', 'Parameter length is invalid', 'bug'],
  [0xc3, 'ESME_RMISSINGOPTPARAM', 'Не хватает TLV-параметра', 'Optional parameter is missing', 'bug'],
  [
    0xc4,
    'ESME_RINVOPTPARAMVAL',
    'Недопустимое значение TLV-параметра',
    'Optional parameter is invalid',
    'bug',
  ],
  [0xfe, 'ESME_RDELIVERYFAILURE', 'Доставка не удалась', 'Delivery failed', 'provider'],
  [0xff, 'ESME_RUNKNOWNERR', 'Неизвестная ошибка', 'Unknown error', 'provider'],
];

const STATUSES: ReadonlyMap<number, SubmitStatus> = new Map(
  ROWS.map(([code, name, ru, en, advice, kind = 'permanent']) => [
    code,
    { code, name, meaning: { ru, en }, advice: ADVICE[advice], kind },
  ]),
);

/** The status by its name in SMPP 3.4, with or without "ESME_", in any case; null for a name that it does not have. */
export function statusByName(name: string): SubmitStatus | null {
  const wanted = name.toUpperCase().replace(/^(ESME_)?/, 'ESME_');
  return [...STATUSES.values()].find((status) => status.name === wanted) ?? null;
}

/** True for a command_status that SMPP 3.4 names. */
export const isNamedStatus = (commandStatus: number): boolean => STATUSES.has(commandStatus);

/**
 * Explains a command_status (SMPP 3.4, 5.1.3). One that the specification does not name counts as
 * permanent: to repeat what nobody understands could send twice.
 */
export function submitStatus(commandStatus: number): SubmitStatus {
  const known = STATUSES.get(commandStatus);
  if (known) return known;
  return {
    code: commandStatus,
    name: `0x${(commandStatus >>> 0).toString(16).toUpperCase().padStart(8, '0')}`,
    meaning: { ru: 'Код не описан в SMPP 3.4', en: 'Not described by SMPP 3.4' },
    advice: {
      ru: 'Спросите поддержку провайдера, что значит этот код.',
      en: "Ask the provider's support what this code means.",
    },
    kind: 'permanent',
  };
}
