/** Whether an MQTT topic filter takes a topic (MQTT 3.1.1 section 4.7), without cutting either into pieces. */
export function filterTakes(filter: string, topic: string): boolean {
  let at = 0;
  let from = 0;
  while (at < filter.length) {
    const first = filter[at];
    if (first === "#") return true;
    if (first === "+") {
      const slash = topic.indexOf("/", from);
      from = slash < 0 ? topic.length : slash;
      at += 1;
    }
    const end = filter.indexOf("/", at);
    const level = end < 0 ? filter.slice(at) : filter.slice(at, end + 1);
    if (!topic.startsWith(level, from))
      return end >= 0 && filter.slice(end) === "/#" && topic.slice(from) === level.slice(0, -1);
    from += level.length;
    at += level.length;
    if (end < 0) return from === topic.length;
  }
  return from === topic.length;
}
