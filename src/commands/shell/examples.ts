/** A command line, and what it is for. */
export type Example = readonly [line: string, about: string]

/** What each command is used for most, in its help and in the manual page. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  ingest: [
    ['patchtrail ingest hwmon.git', 'a clone of a public-inbox, or of one epoch of it'],
    ['patchtrail ingest ~/Maildir *.mbx', 'a Maildir, and what b4 mbox fetched'],
    ['patchtrail ingest https://lore.kernel.org/r/<id>', 'one thread from a server'],
  ],
  sync: [['patchtrail sync', 'the line for a timer']],
  derive: [
    ['patchtrail derive', 'beside others who do: each takes a part'],
    ['patchtrail derive --follow', 'for a service'],
  ],
  todo: [
    ['patchtrail todo', 'me as the config file, $EMAIL or git config user.email say'],
    ['patchtrail todo --me jane --since 1y --full', 'every request in full, a year back'],
  ],
  list: [
    ['patchtrail list --turn maintainer --sort waiting', 'what waits longest for a maintainer'],
    ['patchtrail list --unreviewed --since 2w', 'new, and nobody has looked'],
    ['patchtrail list --limit 0 --json', 'everything, for a script'],
  ],
  digest: [['patchtrail digest --since 1.week --format md', 'for the weekly mail of a list']],
  issues: [
    ['patchtrail issues k7mw2', 'by the handle that list prints'],
    ['patchtrail issues - < mail', 'of the mail in front of me (mutt: | patchtrail issues -)'],
    ['patchtrail issues outgoing/', 'of the patches in a folder, by title and author'],
    ['patchtrail issues k7mw2 --passed-over', 'what a later version left undone'],
    ['patchtrail issues k7mw2 --format md', 'a list for a cover letter'],
  ],
  status: [['patchtrail status k7mw2 --why', 'with what joins versions and patches']],
  diff: [
    ['patchtrail diff k7mw2 v2..v4', 'two versions'],
    ['patchtrail diff k7mw2 --since-mine', 'since the version that I commented on last'],
  ],
  show: [
    ['patchtrail show -C 3 <message-id>', 'only the commented places'],
    ['patchtrail show - < mail', 'the mail on standard input'],
  ],
  explain: [['patchtrail explain "<message-id>#2"', 'by the id below each issue']],
  presend: [
    ['patchtrail presend outgoing/', 'a folder of git format-patch'],
    ['patchtrail presend origin/master..', 'commits of this repository'],
  ],
  hook: [['patchtrail hook install', 'in the repository that this folder is of']],
  feedback: [
    ['git format-patch --stdout -1 | patchtrail feedback -', 'about my last commit'],
    ['patchtrail feedback drivers/hwmon/kt4320.c:71', 'about one line'],
  ],
  search: [
    ['patchtrail search kind:change state:open by:jane', 'what Jane asked for and is open'],
    ['patchtrail search fn:probe "error path"', 'a function and a phrase'],
  ],
  who: [['patchtrail who drivers/hwmon', 'of a folder']],
  serve: [['patchtrail serve --port 0', 'on any free port']],
  report: [['patchtrail report k7mw2 --out public', 'one series, to publish']],
  export: [
    ['patchtrail export issues --state open --since 4w', 'what is open of a month'],
    ['patchtrail export comments --ref k7mw2', 'all comments of one series'],
  ],
  mcp: [['patchtrail mcp', 'over standard input and output; reads, never writes']],
  mark: [['patchtrail mark "<message-id>#2" addressed --note "see v3"', 'my word on it']],
  link: [['patchtrail link <id of v1> <id of v2>', 'one series under two titles']],
  star: [['patchtrail star k7mw2', 'again with --off to take it back']],
  ignore: [['patchtrail ignore k7mw2', 'list --ignored shows what is left out']],
  note: [['patchtrail note k7mw2 "ask Ruben about the regulator"', 'shown by list and status']],
  config: [
    ['patchtrail config', 'what is set, and where'],
    ['patchtrail config me jane@example.org', 'say once who I am'],
  ],
  check: [['patchtrail check --derive', 'derive everything anew in a copy, and compare']],
  copy: [
    ['patchtrail copy reviews.db postgres://me@db.example/reviews', 'from a file to a server'],
  ],
  completion: [
    ['source <(patchtrail completion bash)', 'in ~/.bashrc'],
    ['patchtrail completion zsh > "${fpath[1]}/_patchtrail"', 'once, for zsh'],
    ['patchtrail completion fish > ~/.config/fish/completions/patchtrail.fish', 'once, for fish'],
  ],
  man: [['patchtrail man | man -l -', 'read it here']],
}
