import { writeFileSync } from 'node:fs'
import { SCHEMA } from '../src/store/tables.ts'

/** `npm run schema`: writes `data/schema.sql`, the tables of a store as this version makes them. */
writeFileSync(new URL('../data/schema.sql', import.meta.url), SCHEMA)
