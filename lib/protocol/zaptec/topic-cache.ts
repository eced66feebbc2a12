import { parseTopic, type Topic } from "./topics";

const generation = 16_384;
const longest = 512;
let young = new Map<string, Topic>();
let old = new Map<string, Topic>();

/** What each charger's last telemetry topic said. */
const lastOf = new Map<number, { topic: string; parsed: Topic }>();
const mostLast = 65_536;
const idAt = 8;
const idLength = 9;

/**
 * A small number from the place where a charger's id stands: found without reading the whole topic, which is long and a new
 * string with every message. Two ids may share a number, so the topic found by it is compared.
 */
function slotOf(topic: string): number {
  let slot = 0;
  for (let at = idAt; at < idAt + idLength; at++) slot = (slot * 31 + topic.charCodeAt(at)) & 0x3fff_ffff;
  return slot;
}

/**
 * `parseTopic`, remembering telemetry topics, which repeat with every message. Bounded by two generations: when the young one is
 * full it becomes the old one, so that what is in use survives and what came once goes.
 */
export function readTopic(topic: string): Topic {
  if (topic.length < idAt + idLength || topic.length > longest) return parseTopic(topic);
  const slot = slotOf(topic);
  const last = lastOf.get(slot);
  if (last !== undefined && last.topic === topic) return last.parsed;
  const parsed = remembered(topic);
  if (parsed.kind !== "telemetry") return parsed;
  if (last !== undefined) {
    last.topic = topic;
    last.parsed = parsed;
  } else {
    if (lastOf.size >= mostLast) lastOf.clear();
    lastOf.set(slot, { topic, parsed });
  }
  return parsed;
}

function remembered(topic: string): Topic {
  const known = young.get(topic);
  if (known !== undefined) return known;
  const parsed = old.get(topic) ?? parseTopic(topic);
  if (parsed.kind !== "telemetry") return parsed;
  if (young.size >= generation) {
    old = young;
    young = new Map();
  }
  young.set(topic, parsed);
  return parsed;
}
