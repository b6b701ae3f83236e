import type { Link, Rung, Trace } from '../model/link.ts'
import { weaker } from './rungs.ts'
import type { TracedMail } from './traced-mail.ts'

/** Runs of `exact` and `whitespace` lines map line by line; others by range only. */
type Manner = 'line-by-line' | 'by-range' | 'none'

interface Draft {
  line: number
  endLine: number
  depth: number
  trace: Trace | null
  originEnd: number
  rung: Rung
  manner: Manner
}

/** The links of a mail: maximal runs of quoted lines with one origin, in body order. */
export function linksOf(traced: TracedMail): Link[] {
  const links: Draft[] = []
  for (let n = 1; n <= traced.mail.lines.length; n++) {
    const depth = traced.depths[n - 1] ?? 0
    if (depth === 0 && !traced.unmarked.has(n)) continue
    const trace = traced.traces.get(n) ?? null
    const last = links.at(-1)
    if (last && last.endLine === n - 1 && joins(last, trace, depth || last.depth)) {
      last.endLine = n
      if (!trace) continue
      last.originEnd = Math.max(last.originEnd, trace.origin.endLine)
      last.rung = weaker(last.rung, trace.rung)
    } else {
      links.push({
        line: n,
        endLine: n,
        depth: depth || (last?.depth ?? 1),
        trace,
        originEnd: trace?.origin.endLine ?? 0,
        rung: trace?.rung ?? 'exact',
        manner: mannerOf(trace),
      })
    }
  }
  return links.map(linkOf)
}

function mannerOf(trace: Trace | null): Manner {
  if (!trace) return 'none'
  const byRange = trace.rung === 'rewrapped' || trace.origin.endLine > trace.origin.line
  return byRange ? 'by-range' : 'line-by-line'
}

function joins(last: Draft, trace: Trace | null, depth: number): boolean {
  if (depth !== last.depth || mannerOf(trace) !== last.manner) return false
  if (!trace || !last.trace) return trace === last.trace
  const { origin } = trace
  if (
    origin.messageId !== last.trace.origin.messageId ||
    trace.quotedThere !== last.trace.quotedThere
  )
    return false
  if (trace.candidates.length > 0 !== last.trace.candidates.length > 0) return false
  if (last.manner === 'line-by-line')
    return (
      origin.line === last.originEnd + 1 && (trace.rung === 'edited') === (last.rung === 'edited')
    )
  return origin.line === last.originEnd + 1 || origin.line === last.originEnd
}

function linkOf(draft: Draft): Link {
  const { line, endLine, depth, trace, rung } = draft
  if (!trace)
    return {
      line,
      endLine,
      depth,
      origin: null,
      match: 'none',
      ambiguous: false,
      candidates: [],
      quotedThere: false,
    }
  return {
    line,
    endLine,
    depth,
    origin: { ...trace.origin, endLine: draft.originEnd },
    match: rung,
    ambiguous: trace.candidates.length > 0,
    candidates: trace.candidates,
    quotedThere: trace.quotedThere,
  }
}
