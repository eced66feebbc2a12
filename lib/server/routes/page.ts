import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Frame } from "../../contract/frame";
import { isRefusal } from "../../contract/refusal";
import { mayOpenPage, type Page } from "../../domain/access/access";
import type { Scope } from "../../domain/access/scope";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { NetworkType } from "../../domain/topology";
import { accessTo } from "../../stream/broadcast/audience";
import { runningLive } from "../app/running-live";
import type { KnownPerson } from "../auth/people";
import { tokenCookie } from "../auth/token";
import { whoHolds } from "./who";

const who = cache(async () => whoHolds((await cookies()).get(tokenCookie())?.value));

/** Who looks at this page; null: nobody is signed in, or it cannot be known while the database has not been reached. */
export async function currentPerson(): Promise<KnownPerson | null> {
  try {
    return (await who())?.person ?? null;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/**
 * Who looks at this page; sends to the sign-in page who is not signed in, and from there back to what was asked for. A page
 * and its layout are drawn side by side, so both have to send to the same place.
 */
export async function requirePerson(): Promise<KnownPerson> {
  const person = await currentPerson();
  if (person !== null) return person;
  const path = (await headers()).get("x-asked-path") ?? "/";
  redirect(`/sign-in?${new URLSearchParams({ callbackUrl: path })}`);
}

/** `requirePerson`, and the page is not there (404) for who may not open it. */
export async function requirePage(page: Page): Promise<KnownPerson> {
  const person = await requirePerson();
  if (!mayOpenPage(person, page)) notFound();
  return person;
}

/**
 * The page's first data: the same snapshot that the stream of these scopes begins with. A scope that is foreign, unknown or
 * not allowed makes the page one that is not there (404).
 */
export function firstSnapshot(person: KnownPerson, scopes: readonly Scope[]): Extract<Frame, { kind: "snapshot" }> {
  const { fleetReader, stream } = runningLive();
  for (const scope of scopes) if (accessTo(fleetReader, person, scope) !== "granted") notFound();
  return stream.first(person, scopes);
}

/** The installations that a person may see, in the order of the topology. */
export function installationsOf(person: KnownPerson): { id: InstallationId; name: string }[] {
  const { fleetReader, topology } = runningLive();
  return topology()
    .installations.filter(({ id }) => accessTo(fleetReader, person, { kind: "installation", id }) === "granted")
    .map(({ id, name }) => ({ id, name }));
}

/** Where a charger hangs. Call it for what the person may see only. */
export function placeOf(deviceId: DeviceId): {
  installation: { id: InstallationId; name: string; timeZone: string; networkType: NetworkType } | null;
  circuit: { id: string; name: string } | null;
} {
  const { installations, circuits, chargers } = runningLive().topology();
  const circuitId = chargers.find((charger) => charger.deviceId === deviceId)?.circuitId ?? null;
  const circuit = circuits.find(({ id }) => id === circuitId);
  const installation = installations.find(({ id }) => id === circuit?.installationId);
  return {
    installation: installation
      ? {
          id: installation.id,
          name: installation.name,
          timeZone: installation.timeZone,
          networkType: installation.networkType,
        }
      : null,
    circuit: circuit ? { id: circuit.id, name: circuit.name } : null,
  };
}

/** Sample people, sample chargers: the header says so on every page. */
export const isDemo = (): boolean => runningLive().mode === "demo";
