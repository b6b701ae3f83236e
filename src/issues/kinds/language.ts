/** Words that nearly every English sentence has one of. */
const ENGLISH = new Set(
  (
    'a an and are as at be but by can do for from have here how i if in is it its just me my no not of on or our please should so than thanks that the then there ' +
    'they this to use was we what when where which why will with would yes you your'
  ).split(' '),
)
/**
 * Such words of German, French, Spanish, Portuguese, Italian, Dutch and Polish that are no English
 * ones.
 */
const OTHER = new Set(
  (
    'aber auch bitte das dem den der des die ein eine einen ist nicht oder sich sie und wir zu ' +
    'ce cette dans est et il je la le les mais nous pas pour que qui sur une vous ' +
    'como con del el en esta este los las para pero por porque se sin una ' +
    'de em essa isso mas nao não os uma você ' +
    'che della di gli il non per questa questo ' +
    'dat deze een het maar niet op van voor ' +
    'ale czy dla jest nie tego że'
  ).split(' '),
)

/** A word of prose, no part of a name, an option, a path or a sum. */
const WORD = /(?<![\w.$/=-])\p{L}+(?![\w(=/.-]*[\w(=/-])/gu

/**
 * Is a text written in another language than English, as far as its letters or its commonest words
 * tell? Code and names tell nothing; a text of few words is taken for English.
 */
export function isOtherLanguage(text: string): boolean {
  if (!ASCII.test(text) && isOtherScript(text)) return true
  const words = text.toLowerCase().match(WORD) ?? []
  const english = words.filter((word) => ENGLISH.has(word)).length
  const foreign = new Set(words.filter((word) => OTHER.has(word))).size
  return words.length >= 4 && foreign >= 2 && foreign > 2 * english
}

const ASCII = /^[\x00-\x7f]*$/

function isOtherScript(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  const other = letters - latin
  // One character of Chinese or Japanese says as much as three letters.
  return other * 3 > latin && other > 1
}
