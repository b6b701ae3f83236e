import type sqlite3 from 'sqlite3'
import { frozenUrl, type Connection, type Driver, type OpenMode, type Value } from './driver.ts'

/** How SQLite opens a file (SQLITE_OPEN_... of sqlite3.h). */
const READ_ONLY = 0x1
const READ_WRITE = 0x2
const CREATE = 0x4
const BY_ADDRESS = 0x40

const FLAGS: Readonly<Record<OpenMode, number>> = {
  write: READ_WRITE | CREATE,
  read: READ_ONLY,
  frozen: READ_ONLY | BY_ADDRESS,
}

/** The package sqlite3: statements run in a thread of its own. Rejects where it was not built. */
export async function npmDriver(): Promise<Driver> {
  const binding = (await import('sqlite3')).default
  return {
    name: 'sqlite3',
    async open(path, mode, patience) {
      const at = mode === 'frozen' ? frozenUrl(path) : path
      const connection = await new Promise<sqlite3.Database>((resolve, reject) => {
        const opened = new binding.Database(at, FLAGS[mode], (error) => {
          if (error) reject(error)
          else resolve(opened)
        })
      })
      connection.configure('busyTimeout', patience)
      return new NpmConnection(connection)
    },
  }
}

class NpmConnection implements Connection {
  constructor(private readonly connection: sqlite3.Database) {}

  exec(sql: string): Promise<void> {
    return new Promise((resolve, reject) =>
      this.connection.exec(sql, (error) => {
        if (error) reject(error)
        else resolve()
      }),
    )
  }

  run(sql: string, values: readonly Value[]): Promise<void> {
    return new Promise((resolve, reject) =>
      this.connection.run(sql, values, (error) => {
        if (error) reject(error)
        else resolve()
      }),
    )
  }

  all<T>(sql: string, values: readonly Value[]): Promise<T[]> {
    return new Promise((resolve, reject) =>
      this.connection.all<T>(sql, values, (error, rows) => {
        if (error) reject(error)
        else resolve(rows)
      }),
    )
  }

  interrupt(): void {
    this.connection.interrupt()
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.connection.close(() => resolve()))
  }
}
