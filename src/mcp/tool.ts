import type { ZodRawShape } from 'zod'
import { z } from 'zod'
import type { Stores } from '../stores/stores.ts'

/** What all tools share. */
export interface Desk {
  /** Who the user is, as far as known: `todo` is about that person. */
  readonly me: string | null
  /** Milliseconds since 1970: the newest mail of the store. */
  readonly now: number
}

/** One question that an agent can ask; `answer` is a plain value, bounded. */
export interface Tool<Shape extends ZodRawShape = ZodRawShape> {
  readonly name: string
  readonly title: string
  readonly about: string
  readonly input: Shape
  /** Throws UserError. */
  readonly answer: (
    stores: Stores,
    given: z.infer<z.ZodObject<Shape>>,
    desk: Desk,
  ) => Promise<object>
}

/** A tool whose answer knows the types of its input. */
export function tool<Shape extends ZodRawShape>(made: Tool<Shape>): Tool {
  return made as unknown as Tool
}

/** How series, mails and comments are named, in the description of an argument. */
export const REF = z
  .string()
  .min(1)
  .max(500)
  .describe(
    'a series: the ref of an earlier answer, a Message-ID, an archive address, a change-id, or words of its title',
  )

/** How many items are wanted at most. */
export const LIMIT = z.number().int().min(1).max(100).default(20).describe('at most so many')
