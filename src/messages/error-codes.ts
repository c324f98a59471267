export { isNamedStatus, statusByName, submitStatus } from './submit-status.ts';

/** A text in the languages that the bot speaks. */
export interface Bilingual {
  ru: string;
  en: string;
}

/** What the provider means by an error code in a status. */
export interface ErrorCode {
  code: number;
  name: Bilingual;
  /** What a support person can do about it, in one line. */
  advice: Bilingual;
}

type Row = readonly [code: number, ru: string, en: string, adviceRu: string, adviceEn: string];

// The Russian names are the provider's own.
const ROWS: readonly Row[] = [
  [0, 'Нет ошибки', 'No error', 'Ничего делать не нужно.', 'Nothing to do.'],
  [
    1,
    'Абонент не существует',
    'Subscriber does not exist',
    'Проверьте номер: в нём может быть опечатка, или он отключён.',
    'Check the number: it may be mistyped or disconnected.',
  ],
  [
    6,
    'Абонент не в сети',
    'Subscriber offline',
    'Телефон выключен или вне зоны действия сети. Отправьте позже, проверить можно через ping.',
    'The phone is off or out of coverage. Send again later; a ping tells when it is back.',
  ],
  [
    11,
    'Не подключена услуга',
    'Service not connected',
    'У абонента не подключён или отключён приём SMS. Пусть обратится к своему оператору или свяжитесь иначе.',
    'The subscriber cannot receive SMS. They can ask their operator; use another channel meanwhile.',
  ],
  [
    12,
    'Ошибка в телефоне абонента',
    "Fault in the subscriber's phone",
    'Неисправен телефон или SIM-карта, либо переполнена память. Попросите перезагрузить телефон и повторите.',
    'The phone or its SIM is faulty or full. Ask for a restart of the phone, then send again.',
  ],
  [
    13,
    'Абонент заблокирован',
    'Subscriber blocked',
    'Номер заблокирован оператором, часто из-за баланса. Попробуйте позже или свяжитесь иначе.',
    'The operator has barred the number, often for an empty balance. Try later or use another channel.',
  ],
  [
    21,
    'Нет поддержки сервиса',
    'Service not supported',
    'Телефон или сеть абонента не принимает такие сообщения. Выберите другой канал.',
    "The subscriber's phone or network does not take such messages. Choose another channel.",
  ],
  [
    200,
    'Виртуальная отправка',
    'Virtual sending',
    'Тестовый режим: абоненту ничего не ушло. Отключите его в кабинете провайдера.',
    "Test mode: nothing has left. Switch it off in the provider's account.",
  ],
  [
    219,
    'Замена sim-карты',
    'SIM card replaced',
    'Сообщения от имени не проходят сутки после замены SIM. Повторите завтра или с цифрового отправителя.',
    'Named senders are blocked for 24 hours after a SIM swap. Send tomorrow, or from a numeric sender.',
  ],
  [
    220,
    'Переполнена очередь у оператора',
    "Operator's queue is full",
    'У оператора ждёт слишком много сообщений этому номеру. Повторите позже.',
    'Too many messages wait at the operator. Send again later.',
  ],
  [
    237,
    'Абонент не отвечает',
    'No answer',
    'Трубку не сняли. Позвоните позже или задайте больше попыток.',
    'Nobody picked up. Call later, or allow more tries.',
  ],
  [
    238,
    'Нет шаблона',
    'No approved template',
    'Оператор требует согласованный шаблон. Согласуйте текст в кабинете провайдера.',
    "The operator wants an approved template. Have the text approved in the provider's account.",
  ],
  [
    239,
    'Запрещенный ip-адрес',
    'IP address not permitted',
    'Добавьте адрес сервера бота в список разрешённых в кабинете провайдера.',
    "Add the address of the bot's server to the allow-list in the provider's account.",
  ],
  [
    240,
    'Абонент занят',
    'Subscriber busy',
    'Линия занята. Позвоните через несколько минут.',
    'The line is busy. Call again in a few minutes.',
  ],
  [
    241,
    'Ошибка конвертации',
    'Conversion failed',
    'Текст или звук не удалось преобразовать, либо дошли не все части. Отправьте ещё раз, упростив текст.',
    'Text or sound could not be converted, or not all parts arrived. Simplify the text and send again.',
  ],
  [
    242,
    'Зафиксирован автоответчик',
    'Answering machine',
    'Ответил автоответчик. Позвоните позже или отправьте SMS.',
    'An answering machine picked up. Call later, or send an SMS.',
  ],
  [
    243,
    'Не заключен договор',
    'No contract',
    'Для этой отправки нужен договор с провайдером. Обратитесь к владельцу аккаунта.',
    'This needs a contract with the provider. Ask the owner of the account.',
  ],
  [
    244,
    'Рассылка запрещена',
    'Mailing forbidden',
    'Провайдер запретил рассылку в этом аккаунте. Обратитесь в его поддержку.',
    'The provider has forbidden mailings from this account. Ask its support.',
  ],
  [
    245,
    'Статус не получен',
    'No status received',
    'Оператор не сообщил результат вовремя: сообщение могло дойти. Спросите абонента, прежде чем повторять.',
    'The operator did not report in time: it may have arrived. Ask the subscriber before sending again.',
  ],
  [
    246,
    'Ограничение по времени',
    'Outside the permitted hours',
    'Сейчас отправка запрещена по времени. Отправьте в разрешённые часы.',
    'Sending is not permitted at this hour. Send within the permitted hours.',
  ],
  [
    247,
    'Превышен лимит сообщений',
    'Message limit exceeded',
    'Исчерпан суточный лимит. Отправьте завтра или поднимите лимит в кабинете провайдера.',
    "The daily limit is used up. Send tomorrow, or raise it in the provider's account.",
  ],
  [
    248,
    'Нет маршрута',
    'No route',
    'Провайдер не доставляет на этого оператора. Проверьте номер и спросите поддержку провайдера.',
    "The provider has no way to this operator. Check the number, then ask the provider's support.",
  ],
  [
    249,
    'Неверный формат номера',
    'Wrong number format',
    'Исправьте номер: он должен быть с кодом страны.',
    'Correct the number; it needs its country code.',
  ],
  [
    250,
    'Номер запрещен настройками',
    'Number forbidden by own settings',
    'Номер или страна запрещены в настройках аккаунта. Измените их в кабинете провайдера.',
    "The number or country is forbidden in the account's settings. Change them at the provider.",
  ],
  [
    251,
    'Превышен лимит на один номер',
    'Too many messages to one number',
    'Слишком много сообщений подряд этому абоненту. Подождите и не повторяйте слишком часто.',
    'Too many messages to this subscriber in a row. Wait, and leave more time between them.',
  ],
  [
    252,
    'Номер запрещен',
    'Number forbidden',
    'Номер в чёрном списке провайдера, возможно, по просьбе абонента. Уточните в поддержке провайдера.',
    "The number is on the provider's stop list, perhaps at its owner's wish. Ask the provider's support.",
  ],
  [
    253,
    'Запрещено спам-фильтром',
    'Stopped by the spam filter',
    'Измените текст: уберите ссылки и рекламные слова, или согласуйте шаблон.',
    'Change the text: leave out links and advertising words, or have a template approved.',
  ],
  [
    254,
    'Незарегистрированный sender id',
    'Sender not registered',
    'Зарегистрируйте отправителя в кабинете провайдера или укажите другого.',
    "Register the sender in the provider's account, or send from another one.",
  ],
  [
    255,
    'Отклонено оператором',
    'Rejected by the operator',
    'Оператор не назвал причину. Проверьте номер через HLR или попробуйте другой канал.',
    'The operator gave no reason. Look the number up (HLR), or try another channel.',
  ],
];

const CODES: ReadonlyMap<number, ErrorCode> = new Map(
  ROWS.map(([code, ru, en, adviceRu, adviceEn]) => [
    code,
    { code, name: { ru, en }, advice: { ru: adviceRu, en: adviceEn } },
  ]),
);

/** Every documented code, in ascending order. */
export const ERROR_CODES: readonly ErrorCode[] = [...CODES.values()];

/** Explains the provider's error code from a status (`err`); null for one that it does not document. */
export function errorCode(code: number): ErrorCode | null {
  return CODES.get(code) ?? null;
}
