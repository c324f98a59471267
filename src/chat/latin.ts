/** Letters of Russian, Ukrainian and Belarusian as English writes them (BGN/PCGN, without its marks). */
const LATIN: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', є: 'ye', ё: 'yo', ж: 'zh', з: 'z', и: 'i' },
  ...{ і: 'i', ї: 'yi', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't' },
  ...{ у: 'u', ў: 'w', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e' },
  ...{ ю: 'yu', я: 'ya' },
};

/** Words in Latin letters, as large as they were; what is not Cyrillic stays. */
export const inLatin = (words: string): string => words.replace(/\p{Script=Cyrillic}/gu, latinLetter);

function latinLetter(letter: string): string {
  const small = letter.toLowerCase();
  const latin = LATIN[small] ?? letter;
  return small === letter ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
}

/** Names that a provider writes in Cyrillic, for who reads a language of other letters; the same where they need not be. */
export const legible = (words: string, language: string): string =>
  new Intl.Locale(language).maximize().script === 'Cyrl' ? words : inLatin(words);
