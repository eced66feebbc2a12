import { z } from "zod";
import { type Asked, change, get, make } from "./ask";

/** A link by which a wall screen shows an installation without a sign-in. Its key is told once, when it is made. */
export interface WallLink {
  id: string;
  madeBy: string;
  madeAt: number;
}

const link: z.ZodType<WallLink> = z.object({ id: z.string(), madeBy: z.string(), madeAt: z.number() });
const list = z.object({ links: z.array(link) });
const made = z.object({ id: z.string(), path: z.string() });

const base = (installationId: string) => `/api/installations/${installationId}/wall-links`;

/** Those that still open the wall page, the newest first. @throws RefusalError */
export const wallLinks = async (installationId: string, signal?: AbortSignal): Promise<WallLink[]> =>
  (await get(base(installationId), list, signal)).links;

/** A new one; `path` is the page's address with the key in it. */
export const makeWallLink = (installationId: string): Promise<Asked<{ id: string; path: string }>> =>
  make(base(installationId), {}, made);

export const revokeWallLink = (installationId: string, id: string): Promise<Asked<null>> =>
  change("DELETE", `${base(installationId)}/${id}`);
