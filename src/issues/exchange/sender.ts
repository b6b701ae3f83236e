import type { Person } from '../../model/message.ts'
import type { Sender } from '../../model/reply.ts'

const CI =
  /kernel test robot|lkp@|\boliver\.sang@|syzbot|syzkaller|regzbot|kernelci|\bci\b|patchew|0day|buildbot|jenkins|zuul|snowpatch|intel-gfx-ci|\bci[_-]notify\b|\bosstest\b|\bscan-admin@coverity\b|patchwork@emeril|lkft|\btest[- ]?(?:bot|robot)\b/i
const BOT =
  /\bbot\b|(?<![a-z])bot[@+]|robot|patchwork|no-?reply|mailer-daemon|tip-bot|sashiko|stable-bot|kernel\.org-bot|pr-tracker/i

/** Tells people from review robots and from build and test services, by who sends. */
export function senderOf(from: Person): Sender {
  const who = `${from.name ?? ''} <${from.address ?? ''}>`
  if (CI.test(who)) return 'ci'
  return BOT.test(who) ? 'bot' : 'human'
}

/** A service whose mail a person sends in his own name. */
const IN_ONES_NAME = /^My bot found (?:errors running|new DTB warnings)/

/** The same of a mail: a report that somebody's robot wrote is no person's word. */
export function senderOfMail(from: Person, lines: readonly string[]): Sender {
  return lines.some((line) => IN_ONES_NAME.test(line)) ? 'ci' : senderOf(from)
}
