import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { Frame } from "../../contract/frame";
import { isRefusal } from "../../contract/refusal";
import type { InstallationId } from "../../domain/ids";
import { runningLive } from "../app/running-live";
import { wallCookie } from "../wall/wall-cookie";
import { wallViewer } from "./wall-stream";

/**
 * A wall's first data, for who holds a link or sees the installation. A key in the address goes into a cookie first. Null: the
 * link does not hold (any more). Who has no link is sent to sign in.
 */
export async function firstWall(
  id: InstallationId,
  key: string | undefined,
): Promise<Extract<Frame, { kind: "snapshot" }> | null> {
  const live = runningLive();
  if (key !== undefined) {
    if (live.wallLinks.holder(id, key) === null) return null;
    redirect(`/api/installations/${id}/wall-session?${new URLSearchParams({ key })}`);
  }
  const jar = await cookies();
  const scope = { kind: "wall", id } as const;
  const viewer = await wallViewer(live, scope, (name) => jar.get(name)?.value).catch((error: unknown) => {
    if (isRefusal(error)) notFound();
    throw error;
  });
  if (viewer !== null) return live.wallLinks.stream.first(viewer.actor, [scope]);
  if (jar.has(wallCookie(id))) return null;
  const path = (await headers()).get("x-asked-path") ?? `/installations/${id}/wall`;
  redirect(`/sign-in?${new URLSearchParams({ callbackUrl: path })}`);
}
