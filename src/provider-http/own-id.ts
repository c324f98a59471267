/**
 * The id that a message is given in place of the provider's: what is asked after when no answer comes. It follows from
 * what is on record of the attempt, and two attempts of one number have never the same, in a restored store either.
 */
export const ownIdOf = (attempt: { readonly id: number; readonly committedAt: number }): string =>
  `${attempt.id}-${attempt.committedAt.toString(36)}`;
