/** What an address may have behind its `?`, as far as people use it. */
export const USUAL = [
  'schema',
  'host',
  'port',
  'user',
  'password',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'application_name',
  'options',
] as const

/** What else the driver or libpq knows: an address that works elsewhere works here. */
const OTHERS = `
  binary channel_binding client_encoding connect_timeout connectionTimeoutMillis database dbname
  enableChannelBinding encoding fallback_application_name gssdelegation gssencmode gsslib hostaddr
  idle_in_transaction_session_timeout keepAlive keepAliveInitialDelayMillis keepalives
  keepalives_count keepalives_idle keepalives_interval krbsrvname load_balance_hosts lock_timeout
  max_protocol_version min_protocol_version oauth_client_id oauth_client_secret oauth_issuer
  oauth_scope passfile query_timeout replication require_auth requirepeer requiressl
  scram_client_key scram_server_key service servicefile ssl ssl_max_protocol_version
  ssl_min_protocol_version sslcertmode sslcompression sslcrl sslcrldir sslkeylogfile
  sslnegotiation sslpassword sslsni statement_timeout target_session_attrs tcp_user_timeout
  uselibpqcompat`
  .trim()
  .split(/\s+/)

const KNOWN: ReadonlySet<string> = new Set([...USUAL, ...OTHERS])
const SECRET: ReadonlySet<string> = new Set([
  'password',
  'sslpassword',
  'oauth_client_secret',
  'scram_client_key',
  'scram_server_key',
])

/** A part of what stands behind the `?` of an address: `schema=leds`. */
export interface Parameter {
  readonly text: string
  readonly name: string
  readonly isKnown: boolean
  readonly isSecret: boolean
  /** May be what is left of a password that has an `&` in it. */
  readonly isDoubtful: boolean
}

/** @param query what stands behind the `?`; parts without any text say nothing */
export function parametersIn(query: string): Parameter[] {
  const parameters: Parameter[] = []
  for (const text of query.split('&').filter(Boolean)) {
    const name = [...new URLSearchParams(text).keys()][0] ?? ''
    const isKnown = KNOWN.has(name)
    const isSecret = SECRET.has(name.toLowerCase())
    const before = parameters.at(-1)
    const isDoubtful = !isKnown && !isSecret && (before?.isSecret || before?.isDoubtful || false)
    parameters.push({ text, name, isKnown, isSecret, isDoubtful })
  }
  return parameters
}
