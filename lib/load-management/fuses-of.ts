import { type Fuse, newFuse } from "./sharing/fuse";
import type { LoadInput } from "./types";

/** The limits that shares must keep, per line in A: the main fuse with what is available beside it, and every circuit's fuse. */
export function fusesOf({ installation, availableA, circuits }: LoadInput): {
  root: Fuse;
  circuits: Map<string, Fuse>;
} {
  const at = (i: 0 | 1 | 2) => Math.min(installation.mainFuseA, availableA[i]);
  const root = newFuse("installation", installation.name, [at(0), at(1), at(2)]);
  const circuitFuses = circuits.map(
    ({ id, name, fuseA }) => [id, newFuse("circuit", name, [fuseA, fuseA, fuseA])] as const,
  );
  return { root, circuits: new Map(circuitFuses) };
}
