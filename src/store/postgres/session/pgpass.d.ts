/** The package brings no types. */
declare module 'pgpass' {
  /** What a line of the file is looked up by. */
  interface Connection {
    readonly host: string
    readonly port: number
    readonly database?: string | undefined
    readonly user?: string | undefined
  }
  export default function pgpass(
    connection: Connection,
    done: (password: string | undefined) => void,
  ): void
}
