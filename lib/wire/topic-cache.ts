import { parseTopic, type Topic } from "./topics";

const generation = 16_384;
const longest = 512;
let young = new Map<string, Topic>();
let old = new Map<string, Topic>();

/**
 * `parseTopic`, remembering telemetry topics, which repeat with every message. Bounded by two generations: when the young one is
 * full it becomes the old one, so that what is in use survives and what came once goes.
 */
export function readTopic(topic: string): Topic {
  const known = young.get(topic);
  if (known !== undefined) return known;
  const parsed = old.get(topic) ?? parseTopic(topic);
  if (parsed.kind !== "telemetry" || topic.length > longest) return parsed;
  if (young.size >= generation) {
    old = young;
    young = new Map();
  }
  young.set(topic, parsed);
  return parsed;
}
