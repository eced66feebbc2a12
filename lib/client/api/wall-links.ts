import type { WallLinkMade, WallLinkView } from "../../contract/api";
import { type Asked, change, get, make } from "./ask";

const base = (installationId: string) => `/api/installations/${installationId}/wall-links`;

/** Links that open the wall page without a sign-in, the newest first. @throws RefusalError */
export const wallLinks = async (installationId: string, signal?: AbortSignal): Promise<WallLinkView[]> =>
  (await get(base(installationId), (shapes) => shapes.wallLinkList, signal)).links;

/** A new one; `path` is the page's address with the key in it, which is told this once. */
export const makeWallLink = (installationId: string, label: string): Promise<Asked<Omit<WallLinkMade, "key">>> =>
  make(base(installationId), { label }, (shapes) => shapes.wallLinkMade);

export const revokeWallLink = (installationId: string, id: string): Promise<Asked<null>> =>
  change("DELETE", `${base(installationId)}/${id}`);
