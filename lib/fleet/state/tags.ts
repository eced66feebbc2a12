import { booleanOf, isClockInDoubt, isOfSession, isUnusable, type LiveCharger, modeOf } from "./charger";
import type { Fleet } from "./fleet";

/** The tag shown in the present session; null: none, it ended with its session, or a newer one cannot be read. */
export function tagOf(charger: LiveCharger): { tag: string; at: number } | null {
  const held = charger.observations.get("tag");
  if (held === undefined || typeof held.value !== "string" || held.value === "" || !isOfSession(charger, held))
    return null;
  if (isUnusable(charger, "tag")) return null;
  return { tag: held.value, at: held.observedAt };
}

/** Whether the installation's list lets a tag charge. A charger of no installation has no list: nobody is on it. */
export function isGranted(charger: LiveCharger, tag: string): boolean {
  const authorisation = charger.installation?.installation.authorisation;
  if (authorisation === undefined) return false;
  return authorisation.kind === "any" || authorisation.tags.includes(tag);
}

/**
 * Hands the shown tag on for an answer, once per request: a charger that asks again (after a resume, or because no answer
 * reached it) is answered again. Only while it is
 * online: an answer goes out now or never; and not while it is not known whether what it shows is of now.
 */
export function askForTag(fleet: Fleet, charger: LiveCharger): void {
  if (!fleet.live || charger.word !== "online" || isClockInDoubt(charger)) return;
  if (modeOf(charger) !== "requesting") return;
  if (booleanOf(charger, "authenticationRequired") !== true) return;
  const shown = tagOf(charger);
  const requestedAt = charger.observations.get("mode")?.observedAt ?? 0;
  if (shown === null || (shown.at === charger.askedTagAt && requestedAt === charger.askedModeAt)) return;
  charger.askedTagAt = shown.at;
  charger.askedModeAt = requestedAt;
  fleet.change.tags.set(charger.deviceId, shown.tag);
}
