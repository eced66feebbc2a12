import * as z from "zod/mini";
import type { WallLinkList, WallLinkView } from "../../contract/api";
import { type Asked, change, get, make } from "./ask";

const link: z.ZodMiniType<WallLinkView> = z.object({
  id: z.string(),
  label: z.string(),
  createdBy: z.string(),
  createdAt: z.number(),
});
const list: z.ZodMiniType<WallLinkList> = z.object({ links: z.array(link) });
const made = z.object({ id: z.string(), path: z.string() });

const base = (installationId: string) => `/api/installations/${installationId}/wall-links`;

/** Links that open the wall page without a sign-in, the newest first. @throws RefusalError */
export const wallLinks = async (installationId: string, signal?: AbortSignal): Promise<WallLinkView[]> =>
  (await get(base(installationId), list, signal)).links;

/** A new one; `path` is the page's address with the key in it, which is told this once. */
export const makeWallLink = (installationId: string, label: string): Promise<Asked<{ id: string; path: string }>> =>
  make(base(installationId), { label }, made);

export const revokeWallLink = (installationId: string, id: string): Promise<Asked<null>> =>
  change("DELETE", `${base(installationId)}/${id}`);
