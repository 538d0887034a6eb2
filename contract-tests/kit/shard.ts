import { createHash } from "node:crypto";

/** One of several parts of a run that together are the whole. */
export interface Shard {
  /** From 1 to `count`. */
  index: number;
  count: number;
}

/**
 * The number (from 1) of the shard that holds a name. It depends on the name alone, so that a new case
 * moves no other; as a hash it spreads any names evenly.
 *
 * @param count - how many shards there are, from 1 on
 */
export function shardOf(name: string, count: number): number {
  const hash = createHash("sha256").update(name).digest();
  return Number(hash.readBigUInt64BE() % BigInt(count)) + 1;
}

/** Whether a shard holds a name. Without a shard, the run is the whole. */
export function isInShard(name: string, shard: Shard | undefined): boolean {
  return shard === undefined || shardOf(name, shard.count) === shard.index;
}

/** `1/3`. */
export function shardName({ index, count }: Shard): string {
  return `${index}/${count}`;
}
