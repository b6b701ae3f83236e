import { MAIL } from './001-mail.ts'
import { SERIES } from './002-series.ts'
import { SOURCES } from './003-sources.ts'
import { SEARCH } from './004-search.ts'
import { STAMP } from './005-stamp.ts'
import { ASKED } from './006-asked.ts'
import { VERSIONS } from './007-versions.ts'
import { ATTACHED } from './008-attached.ts'
import { MOOT } from './009-moot.ts'
import { SKETCH } from './010-sketch.ts'
import { KIN } from './011-kin.ts'
import { SINCE } from './012-since.ts'
import { DEFLATED } from './013-deflated.ts'
import { TITLES } from './014-titles.ts'
import { CITATIONS } from './015-citations.ts'
import { NOTICES } from './016-notices.ts'

/**
 * Step n brings a store from version n to n + 1. A step is its own text: nothing else may change a
 * released one.
 */
export const MIGRATIONS: readonly string[] = [
  MAIL,
  SERIES,
  SOURCES,
  SEARCH,
  STAMP,
  ASKED,
  VERSIONS,
  ATTACHED,
  MOOT,
  SKETCH,
  KIN,
  SINCE,
  DEFLATED,
  TITLES,
  CITATIONS,
  NOTICES,
]
