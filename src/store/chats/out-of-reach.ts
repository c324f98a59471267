/** Why a card's message is out of reach: deleted, or there and as it is for good. */
export const OUT_OF_REACH = ['message', 'uneditable'] as const;
