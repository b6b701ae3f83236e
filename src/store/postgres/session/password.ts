import type pg from 'pg'

/**
 * A client that asks `~/.pgpass` (PostgreSQL's documentation, 34.16) for the password, where neither
 * its address nor `$PGPASSWORD` has one. The package `pg` does so by itself, and warns of it each time.
 */
export function withPassword(client: pg.Client): pg.Client {
  const asked = client as { password?: unknown }
  if (asked.password === null || asked.password === undefined) asked.password = () => kept(client)
  return client
}

/** The password of the file, where it has one. */
async function kept({ host, port, database, user }: pg.Client): Promise<string | undefined> {
  const { default: pgpass } = await import('pgpass')
  return new Promise((resolve) => pgpass({ host, port, database, user }, resolve))
}
