/** Where maintainers gather patches: `linux-kettle-next`, `my fixes branch`, `the soc tree`. */
export const PLACE = String.raw`(?!the queue)(?:(?:my|our|the|today's) )?(?:(?!(?:to-)?(?:device|review|to-?do|in|my|local|test|wrong|personal|private)[ -])[\w./-]+ ){0,2}(?:[\w./-]*(?<![\w])(?:[\w./]+-|[\w-]+[/.])*next(?:[/-][\w./-]+)?(?!\s+(?:version|v\d|patch|rev|re-?spin|spin|iteration|round|post|merge|one|few|series|week|month|commit|message|time|release|update|line|step))|(?:[\w./-]+-)?(?:tree|branch|queue)|[\w/-]+\.git|for-\d[\w./-]*|[\w./]+-(?:fixes|pending|unstable))(?![\w])`
/** What was taken. */
export const THESE = String.raw`(?:it|this(?: one)?|them|these|those|both|all(?: of (?:them|these|it))?|(?:(?:the|this|your|these|that) )?(?:(?:whole|entire|updated|first|last|two|three|remaining|other) ){0,2}(?:series|set|patch(?: ?set|es)?|patch(?:es)? #?\d[\d\s#,&and-]{0,80}))`
/** Where a clause begins that tells what its writer did. */
export const OPENS =
  String.raw`(?:^|[.!,:;)]\s+|\b(?:and|so) |\b(?:I|we)(?:'ve| have)? )(?:and |also |so ` +
  String.raw`)?(?:(?:now|just|also|already|quietly|since|then) )*`
/** What was done with it. */
export const PUT =
  String.raw`(?:added|put|picked|took|taken|merged|queued|committed|pulled|pushed|staged|` +
  String.raw`landed|applied)`
const NUMBER = String.raw`#?\d{1,3}(?:/\d{1,3})?`
const AND = String.raw` ?(?:-|\u2013|,? and|,|&|\+|to|through) ?(?:patch(?:es)? ?)?`
/** Some patches by their numbers: `patches 2 and 3`, `patch #4`, `1, 3-5`, `3/3`. */
export const NUMBERED =
  `(?:the )?(?:patch(?:es)? ?${NUMBER}(?:${AND}${NUMBER}){0,30}|` +
  String.raw`#?\d{1,3}/\d{1,3}(?:${AND}${NUMBER}){0,30}|` +
  String.raw`${NUMBER}(?:${AND}${NUMBER}){1,30})(?![\w/])`
