import type { DeviceId } from "../../domain/ids";
import type { AllocationFacts } from "../../fleet/views/allocation-view";
import type { ChargerOrder } from "../../protocol/charger-order";
import { type Memory, repeatTagAt } from "./charger-memory";

/** An answer to a tag is not given twice within this span, should the answer itself make the charger ask again. */
const forgetMs = 60_000;

/**
 * A charger that requests with a tag is told whether it is granted: once per request, and again while it does not
 * acknowledge.
 */
export function answerTag(
  facts: AllocationFacts,
  memory: Memory,
  now: number,
  newRid: () => string,
  send: (deviceId: DeviceId, rid: string, method: ChargerOrder) => void,
): void {
  const { deviceId, presence, mode, authenticationRequired, tag } = facts;
  if (mode?.value !== "requesting" || authenticationRequired !== true || tag === null) return;
  if (presence.word !== "online" || facts.inDoubt) return;
  const { tagAnswer, modeSince } = memory;
  const same =
    tagAnswer !== null &&
    tagAnswer.tag === tag.tag &&
    tagAnswer.accepted === tag.accepted &&
    tagAnswer.askedAt === modeSince;
  if (same && (tagAnswer.acknowledged || now < repeatTagAt(tagAnswer))) return;
  const rid = newRid();
  const attempts = same ? tagAnswer.attempts + 1 : 1;
  const { accepted } = tag;
  memory.tagAnswer = { tag: tag.tag, accepted, askedAt: modeSince, rid, sentAt: now, attempts, acknowledged: false };
  send(deviceId, rid, { name: accepted ? "tagGranted" : "tagDenied" });
}

/** It asks again after a while: perhaps it has forgotten what it was told. */
export function askedAgain(memory: Memory, now: number): void {
  if (memory.tagAnswer && now - memory.tagAnswer.sentAt >= forgetMs) memory.tagAnswer = null;
}
