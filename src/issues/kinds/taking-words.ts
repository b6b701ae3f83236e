/** Where maintainers gather patches: `linux-kettle-next`, `my fixes branch`, `the soc tree`. */
export const PLACE = String.raw`(?!the queue)(?:(?:my|our|the|today's) )?(?:(?!(?:to-)?(?:device|review|to-?do|in|my|local|test|wrong)[ -])[\w./-]+ ){0,2}(?:[\w./-]*(?<![\w])(?:[\w./]+-|[\w-]+[/.])*next(?:[/-][\w./-]+)?(?!\s+(?:version|v\d|patch|rev|re-?spin|spin|iteration|round|post|merge|one|few|series|week|month|commit|message|time|release|update|line|step))|(?:[\w./-]+-)?(?:tree|branch|queue)|[\w/-]+\.git|for-\d[\w./-]*|[\w./]+-(?:fixes|pending|unstable))(?![\w])`
/** What was taken. */
export const THESE = String.raw`(?:it|this(?: one)?|them|these|those|both|all(?: of (?:them|these|it))?|(?:(?:the|this|your|these|that) )?(?:(?:whole|entire|updated|first|last|two|three|remaining|other) ){0,2}(?:series|set|patch(?: ?set|es)?|patch(?:es)? #?\d[\d\s#,&and-]{0,80}))`
/** Where a clause begins that tells what its writer did. */
export const OPENS = String.raw`(?:^|[.!,:;)]\s+|\b(?:and|so) |\b(?:I|we)(?:'ve| have)? )(?:and |also |so )?(?:(?:now|just|also|already|quietly|since|then) )*`
/** What was done with it. */
export const PUT = String.raw`(?:added|put|picked|took|taken|merged|queued|committed|pulled|pushed|staged|landed|applied)`
