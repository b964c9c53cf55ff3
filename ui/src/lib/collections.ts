/** Sets and maps that nobody changes: what they say is derived anew instead. */

export function setOf<T>(items: Iterable<T>): ReadonlySet<T> {
  return new Set(items);
}

export function mapOf<K, V>(pairs: Iterable<readonly [K, V]>): ReadonlyMap<K, V> {
  return new Map(pairs);
}
