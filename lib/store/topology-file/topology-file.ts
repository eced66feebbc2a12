import { type Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, stringify } from "yaml";
import { type Charger, type Topology, usualMeterTopic } from "../../domain/topology";
import { topologyFaults } from "./topology-faults";
import { type TopologyDocument, topologyShape } from "./topology-shape";

type Path = readonly PropertyKey[];

/** One fault of a topology file: where (`installations[0].circuits[1].fuseA`, line from 1) and what. */
interface TopologyFault {
  path: string;
  line: number;
  words: string;
}

export type ParsedTopology = { topology: Topology } | { faults: TopologyFault[] };

const longestBytes = 5_000_000;

/** `["installations", 0, "id"]` as `installations[0].id`. */
function pathText(path: Path): string {
  let text = "";
  for (const part of path) text += typeof part === "number" ? `[${part}]` : `${text ? "." : ""}${String(part)}`;
  return text || "(file)";
}

/** The line of a path; where it leads nowhere (a missing key), that of the nearest thing around it. */
function lineOf(document: Document, counter: LineCounter, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
      if (!pair) break;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof part === "number") {
      node = node.items[part];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
      else if (isPair(node) && isNode(node.key)) offset = node.key.range?.[0] ?? offset;
    } else break;
  }
  return counter.linePos(offset).line;
}

function toTopology(file: TopologyDocument): Topology {
  const chargerOf = (circuitId: string | null, given: TopologyDocument["chargers"][number]): Charger => ({
    deviceId: given.deviceId,
    circuitId,
    name: given.name,
    // On a single-phase network its absence is a fault.
    rotation: given.rotation ?? "RST",
    maxCurrentA: given.maxCurrentA,
    minCurrentA: given.minCurrentA,
    priority: given.priority,
    enrolled: false,
  });
  return {
    installations: file.installations.map(({ circuits, availableA, meter, ...rest }) => ({
      ...rest,
      override: null,
      meter: meter && { ...meter, topic: meter.topic ?? usualMeterTopic(rest.id) },
      availableA: availableA ?? [rest.mainFuseA, rest.mainFuseA, rest.mainFuseA],
    })),
    circuits: file.installations.flatMap((installation) =>
      installation.circuits.map(({ id, name, fuseA }) => ({ id, installationId: installation.id, name, fuseA })),
    ),
    chargers: [
      ...file.installations.flatMap(({ circuits }) =>
        circuits.flatMap((circuit) => circuit.chargers.map((one) => chargerOf(circuit.id, one))),
      ),
      ...file.chargers.map((one) => chargerOf(null, one)),
    ],
  };
}

/** Reads a topology file, YAML or JSON. Never throws: every fault of the file at once, in the order of lines. */
export function parseTopology(text: string): ParsedTopology {
  if (Buffer.byteLength(text) > longestBytes)
    return { faults: [{ path: "(file)", line: 1, words: "is larger than 5 MB" }] };
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const faults: TopologyFault[] = document.errors.map((error) => ({
    path: "(file)",
    line: counter.linePos(error.pos[0]).line,
    words: error.message,
  }));
  // Beside a key that stands twice the rest can still be judged; beside broken syntax it cannot.
  if (document.errors.some((error) => error.code !== "DUPLICATE_KEY")) return { faults };
  const add = (path: Path, words: string) =>
    faults.push({ path: pathText(path), line: lineOf(document, counter, path), words });

  let raw: unknown;
  try {
    raw = document.toJS();
  } catch (error) {
    return { faults: [{ path: "(file)", line: 1, words: error instanceof Error ? error.message : String(error) }] };
  }
  const read = topologyShape.safeParse(raw);
  for (const issue of read.error?.issues ?? []) {
    if (issue.code === "unrecognized_keys")
      for (const key of issue.keys) add([...issue.path, key], "is not a known key");
    else add(issue.path, issue.message);
  }
  topologyFaults(raw, add, (path) => lineOf(document, counter, path));
  if (faults.length > 0 || !read.success) return { faults: faults.sort((a, b) => a.line - b.line) };
  return { topology: toTopology(read.data) };
}

/** Writes a topology as YAML that `parseTopology` reads back as the same. */
export function formatTopology(topology: Topology): string {
  const chargersOf = (circuitId: string | null) =>
    topology.chargers
      .filter((charger) => charger.circuitId === circuitId)
      .map(({ deviceId, name, rotation, maxCurrentA, minCurrentA, priority }) => ({
        deviceId,
        name,
        rotation,
        maxCurrentA,
        minCurrentA,
        priority,
      }));
  const file = {
    installations: topology.installations.map(({ authorisation, availableA, override: _, ...rest }) => ({
      ...rest,
      availableA: [...availableA],
      authorisation: authorisation.kind === "any" ? "any" : { tags: [...authorisation.tags] },
      circuits: topology.circuits
        .filter((circuit) => circuit.installationId === rest.id)
        .map(({ id, name, fuseA }) => ({ id, name, fuseA, chargers: chargersOf(id) })),
    })),
    chargers: chargersOf(null),
  };
  return stringify(file, { lineWidth: 120, aliasDuplicateObjects: false });
}
