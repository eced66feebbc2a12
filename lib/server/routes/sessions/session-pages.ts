import { notFound } from "next/navigation";
import { isRefusal } from "../../../contract/refusal";
import type { SessionDetail } from "../../../contract/sessions";
import { installationScope, may } from "../../../domain/access/permissions";
import { accessTo } from "../../../stream/broadcast/audience";
import { runningLive } from "../../app/running-live";
import type { KnownPerson } from "../../auth/people";
import { sessionDetail } from "./session-detail";

/** What the list of sessions needs to know of the places that a person may see. */
export function sessionPlaces(person: KnownPerson): {
  installations: { id: string; name: string; timeZone: string; circuits: { id: string; name: string }[] }[];
  /** Those of which they see names and cost. */
  owned: string[];
} {
  const { fleetReader, topology } = runningLive();
  const { installations, circuits } = topology();
  const seen = installations.filter(
    ({ id }) => accessTo(fleetReader, person, { kind: "installation", id }) === "granted",
  );
  return {
    installations: seen.map(({ id, name, timeZone }) => ({
      id,
      name,
      timeZone,
      circuits: circuits
        .filter(({ installationId }) => installationId === id)
        .map((circuit) => ({ id: circuit.id, name: circuit.name })),
    })),
    owned: seen.map(({ id }) => id).filter((id) => may(person, "seePrices", installationScope(id))),
  };
}

/** A session for its page (404 where there is none for this person); "away": the store is. */
export async function sessionFor(person: KnownPerson, id: string): Promise<SessionDetail | "away"> {
  try {
    return (await sessionDetail(runningLive(), person, id)) ?? notFound();
  } catch (error) {
    if (isRefusal(error) && error.problem === "storeUnavailable") return "away";
    throw error;
  }
}

/** An installation whose names and prices are for this person; the page of another is not there (404). */
export function ownedInstallation(person: KnownPerson, id: string): { id: string; name: string; timeZone: string } {
  const { installations, owned } = sessionPlaces(person);
  const found = installations.find((one) => one.id === id);
  if (found === undefined || !owned.includes(id)) notFound();
  return { id, name: found.name, timeZone: found.timeZone };
}
