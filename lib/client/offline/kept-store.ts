import * as z from "zod/mini";
import { stillKept, withNewer } from "./kept";
import { changeKept } from "./kept-place";
import { type Kept, keptShape } from "./kept-shape";

/**
 * Whose last values the device keeps: one person's at a time, those of who was let in last. `key`: made anew whenever keeping
 * begins anew, so that a page from before a sign-out writes nothing any more.
 */
const recordShape = z.object({ personId: z.string(), key: z.string(), kept: z.nullable(keptShape) });
type KeptRecord = z.infer<typeof recordShape>;

const change = (then: (before: KeptRecord | null) => KeptRecord | null): Promise<KeptRecord | null> =>
  changeKept((before) => then(recordShape.safeParse(before).data ?? null));

/** Begins, or goes on, keeping the values of a person who has just been let in; what is another's is deleted. @returns the key to write with */
export async function beginKeeping(personId: string, newKey: string, now: number): Promise<string | null> {
  const begun = await change((before) =>
    before?.personId === personId
      ? { ...before, kept: before.kept && stillKept(before.kept, now) }
      : { personId, key: newKey, kept: null },
  );
  return begun?.key ?? null;
}

/** Adds to what is kept. False: keeping has ended meanwhile, or the browser refuses. */
export async function keep(key: string, newer: Kept, now: number): Promise<boolean> {
  const after = await change((before) =>
    before?.key === key ? { ...before, kept: withNewer(before.kept, newer, now) } : before,
  );
  return after?.key === key;
}

/** What is kept; what is too old is deleted. Null: nothing. */
export async function readKept(now: number): Promise<Kept | null> {
  const read = await change((before) => before && { ...before, kept: before.kept && stillKept(before.kept, now) });
  return read?.kept ?? null;
}
