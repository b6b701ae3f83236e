import { Stores } from '../../stores/stores.ts'

/** What the stores of a folder have in common is found now, so that no question waits for it. */
export async function findCommon(folder: string): Promise<void> {
  const stores = await Stores.open(folder).catch(() => null)
  try {
    await stores?.common()
  } finally {
    await stores?.close()
  }
}
