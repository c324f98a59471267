import type { OptionSpec, UsagePiece } from '../../grammar.ts';
import type { Locale } from '../../locale.ts';

/** What an option takes, as it is written: from=…, comment="…", ring=10..35, flash=yes|no. */
export function optionUsage(name: string, expected: OptionSpec): string {
  switch (expected.kind) {
    case 'word':
    case 'moment':
      return `${name}=…`;
    case 'text':
      return `${name}="…"`;
    case 'integer':
      return `${name}=${expected.min}..${expected.max}`;
    case 'choice':
      return `${name}=${expected.values.join('|')}`;
  }
}

function pieceUsage(locale: Locale, piece: UsagePiece): string {
  switch (piece.kind) {
    case 'command':
      return `/${piece.name}`;
    case 'recipients':
      return locale.t(`usage-${piece.of}`) + (piece.many ? ', …' : '');
    case 'option': {
      const option = optionUsage(piece.name, piece.expected);
      return piece.required ? option : `[${option}]`;
    }
    case 'text':
      return piece.required ? locale.t('usage-text') : `[${locale.t('usage-text')}]`;
    case 'code':
      return locale.t('usage-code');
  }
}

/**
 * How a command is written: what may be left out stands in square brackets. A command whose text is words of its own
 * has its form in the locale files.
 */
export function usageLine(locale: Locale, pieces: readonly UsagePiece[]): string {
  const [first] = pieces;
  const form = first?.kind === 'command' ? `form-${first.name}` : '';
  return locale.has(form) ? locale.t(form) : pieces.map((piece) => pieceUsage(locale, piece)).join(' ');
}
