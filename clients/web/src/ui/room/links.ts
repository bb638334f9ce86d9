const SAFE = new Set(['http:', 'https:', 'mailto:']);

/** Whole addresses of kinds that only lead somewhere. */
export function isSafeLink(address: string): boolean {
  try {
    return SAFE.has(new URL(address).protocol);
  } catch {
    return false;
  }
}
