/** Russian letters by how often they are used. */
const LETTERS = 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё';
/** What a character counts that stands where people write none, as a letter that is hardly ever used does twice. */
const STRANGE = 2 * LETTERS.length;
/** What a character counts that may stand there, though another is likelier. */
const UNLIKELY = LETTERS.length;
/** A letter of other Cyrillic alphabets. */
const NEIGHBOUR = 40;
/** Signs and letters that people write there; and those that stand there most. */
const USUAL = 6;
const EXPECTED = 2;
/** Letters with marks of the languages that are met most, and others. */
const WESTERN = new Set('éèàùâêîôûëïüöäßçñáíóúãõåæøœ');
const SELDOM_WESTERN = 24;
/** Words of one letter. */
const RUSSIAN_ALONE = new Set('авикосуяжб');
const WESTERN_ALONE = new Set('àáèéòóöåøæ');
const SIGNS = new Set('“”„‘’«»–—…•·°№©®±×²³½');
const SELDOM_SIGNS = new Set('‚‹›§™‰¼¾†‡¡¿ªº´');
const CONSONANTS_ALONE = /(?<!\p{L})[бвгджзйклмнпрстфхцчшщ]{3,}(?!\p{L})/gu;
const MONEY = new Set('£€¥¢');

const CYRILLIC = /\p{Script=Cyrillic}/u;
const LATIN = /\p{Script=Latin}/u;
const SMALL = /\p{Ll}/u;
const CAPITAL = /\p{Lu}/u;
const DIGIT = /\d/;
const LETTER_OF_ASCII = /[A-Za-z]/;
const PLACES = 2;

/** A character and what stands around it. */
interface Place {
  readonly char: string;
  readonly before: string;
  readonly after: string;
  /** Behind those: one may be a space. */
  readonly farBefore: string;
  readonly farAfter: string;
}

/**
 * How little a text looks like what people write in Russian or in a language of Latin letters: the sum of what its characters
 * count that are not ASCII, by what stands beside each. A letter stands beside letters of its alphabet, £ before digits, ’ between
 * letters; a text in another encoding than it is read in breaks all of that.
 */
export function strangeness(text: string): number {
  let sum = UNLIKELY * (text.match(CONSONANTS_ALONE)?.length ?? 0);
  for (const { index, 0: char } of text.matchAll(/[^\0-\x7f]/g)) {
    const around = text.slice(Math.max(index - PLACES, 0), index).padStart(PLACES, ' ');
    const behind = text.slice(index + 1, index + 1 + PLACES).padEnd(PLACES, ' ');
    const [farBefore = ' ', before = ' '] = around;
    const [after = ' ', farAfter = ' '] = behind;
    sum += weigh({ char, before, after, farBefore, farAfter });
  }
  return sum;
}

function weigh(place: Place): number {
  const { char } = place;
  if (CYRILLIC.test(char)) return ofCyrillic(place);
  if (SIGNS.has(char) || SELDOM_SIGNS.has(char)) return ofSign(place);
  if (LATIN.test(char)) return ofLatin(place);
  if (MONEY.has(char)) return ofMoney(place);
  if (char === '\u00a0') return ofNoBreakSpace(place);
  return STRANGE;
}

function ofCyrillic({ char, before, after, farBefore, farAfter }: Place): number {
  // An accented letter of Latin words read so stands among them.
  if (LATIN.test(before) || LATIN.test(after)) return STRANGE;
  const small = char.toLowerCase();
  const rank = LETTERS.indexOf(small);
  if (rank < 0) return 'іїєґў'.includes(small) ? NEIGHBOUR : STRANGE;
  // One encoding in another's place turns capitals and small letters round.
  if (CAPITAL.test(char) && SMALL.test(before)) return rank + STRANGE;
  if (CYRILLIC.test(before) || CYRILLIC.test(after)) return rank;
  if (DIGIT.test(before) || DIGIT.test(after)) return UNLIKELY + rank;
  const isAmongWords = CYRILLIC.test(farBefore) || CYRILLIC.test(farAfter) || after === '.';
  return isAmongWords && (after === '.' || RUSSIAN_ALONE.has(small)) ? rank : Math.max(rank, UNLIKELY);
}

function ofLatin({ char, before, after, farBefore, farAfter }: Place): number {
  if (CYRILLIC.test(before) || CYRILLIC.test(after)) return STRANGE;
  if (DIGIT.test(before) || DIGIT.test(after)) return STRANGE;
  if (CAPITAL.test(char) && SMALL.test(before)) return STRANGE;
  // An apostrophe of another encoding's, as in O’Brien.
  if ([before, char, after].every((one) => CAPITAL.test(one)) && SMALL.test(farAfter)) return STRANGE;
  const small = char.toLowerCase();
  const usual = WESTERN.has(small) ? USUAL : SELDOM_WESTERN;
  const ofAscii = [before, after].filter((beside) => LETTER_OF_ASCII.test(beside)).length;
  if (ofAscii > 0) {
    const isSmallAmongCapitals =
      SMALL.test(char) && char !== 'ß' && CAPITAL.test(after) && CAPITAL.test(before);
    return isSmallAmongCapitals ? UNLIKELY : usual;
  }
  const words = [farBefore, farAfter].filter((beside) => LETTER_OF_ASCII.test(beside)).length;
  if (LATIN.test(before) || LATIN.test(after)) return words > 0 ? UNLIKELY : STRANGE;
  return WESTERN_ALONE.has(small) && words > 0 ? 2 * usual : UNLIKELY + usual;
}

function ofSign({ char, before, after }: Place): number {
  const [isBehind, isBeforeOne] = [before, after].map(
    (beside) => /\p{L}/u.test(beside) && !'ªº'.includes(beside),
  );
  if (char === '’' && isBehind) return EXPECTED;
  if (isSign(before) || isSign(after)) return UNLIKELY;
  // What is a letter in the right encoding stands within a word.
  if (isBehind && isBeforeOne) return STRANGE;
  if (char === '№') return isBehind || isBeforeOne ? STRANGE : USUAL;
  if ('ªº'.includes(char)) return DIGIT.test(before) || isBehind ? 2 * USUAL : STRANGE;
  if ('¡¿'.includes(char)) return isBehind ? STRANGE : USUAL;
  if (char === '‘') return isBehind ? STRANGE : 2 * USUAL;
  if ('²³½¼¾™'.includes(char)) return isBeforeOne ? STRANGE : USUAL;
  if (SIGNS.has(char)) return isBeforeOne ? 2 * USUAL : USUAL;
  return isBehind || isBeforeOne ? UNLIKELY : 2 * USUAL;
}

/** Marks that close stand beside each other. */
const isSign = (char: string): boolean => SIGNS.has(char) && !'’”»…°'.includes(char);

function ofMoney({ before, after, farBefore, farAfter }: Place): number {
  if (/\p{L}/u.test(before) || /\p{L}/u.test(after)) return STRANGE;
  const beside = [before, after].some((one) => DIGIT.test(one));
  const apart = [farBefore, farAfter].some((one) => DIGIT.test(one));
  return beside || apart ? EXPECTED : UNLIKELY;
}

const ofNoBreakSpace = ({ before, after }: Place): number =>
  DIGIT.test(before) || DIGIT.test(after) ? EXPECTED : 2 * USUAL;
