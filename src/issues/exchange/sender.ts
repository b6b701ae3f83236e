import type { Person } from '../../model/message.ts'
import type { Sender } from '../../model/reply.ts'

const CI =
  /kernel test robot|lkp@|\boliver\.sang@|syzbot|syzkaller|regzbot|kernelci|\bci\b|patchew|0day|buildbot|jenkins|zuul|snowpatch|intel-gfx-ci|patchwork@emeril|lkft|\btest[- ]?(?:bot|robot)\b/i
const BOT =
  /\bbot\b|bot[@+]|robot|patchwork|no-?reply|mailer-daemon|tip-bot|sashiko|stable-bot|kernel\.org-bot|pr-tracker/i

/** Tells people from review robots and from build and test services, by who sends. */
export function senderOf(from: Person): Sender {
  const who = `${from.name ?? ''} <${from.address ?? ''}>`
  if (CI.test(who)) return 'ci'
  return BOT.test(who) ? 'bot' : 'human'
}
