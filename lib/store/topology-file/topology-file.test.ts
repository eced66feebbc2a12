import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { legsOf } from "../../domain/electrical/phase";
import { isPlainText } from "../../domain/plain-text";
import {
  type MeterSettings,
  type NetworkType,
  type Rotation,
  rotations,
  type Topology,
  usualSettings,
  type Weekday,
} from "../../domain/topology";
import { formatTopology, parseTopology } from "./topology-file";

const good = `
installations:
  - id: depot
    name: Depot
    networkType: TN3
    mainFuseA: 63
    timeZone: Europe/Berlin
    authorisation:
      tags: [nfc-0A1B]
    circuits:
      - id: depot-a
        name: A
        fuseA: 32
        chargers:
          - deviceId: ZPR000042
            name: P2-17
            rotation: STR
chargers:
  - deviceId: ZAP000001
    name: Spare
`;

describe("parseTopology", () => {
  it("fills in what is usual", () => {
    expect(parseTopology(good)).toEqual({
      topology: {
        installations: [
          {
            id: "depot",
            name: "Depot",
            networkType: "TN3",
            mainFuseA: 63,
            availableA: [63, 63, 63],
            imbalanceLimitA: null,
            switchCurrentA: 15,
            timeZone: "Europe/Berlin",
            authorisation: { kind: "tags", tags: ["nfc-0A1B"] },
            ...usualSettings,
          },
        ],
        circuits: [{ id: "depot-a", installationId: "depot", name: "A", fuseA: 32 }],
        chargers: [
          {
            deviceId: "ZPR000042",
            circuitId: "depot-a",
            name: "P2-17",
            rotation: "STR",
            maxCurrentA: 32,
            minCurrentA: 6,
            priority: 2,
            enrolled: false,
          },
          {
            deviceId: "ZAP000001",
            circuitId: null,
            name: "Spare",
            rotation: "RST",
            maxCurrentA: 32,
            minCurrentA: 6,
            priority: 2,
            enrolled: false,
          },
        ],
      },
    });
  });

  it("names every fault at once, with its path and line", () => {
    const bad = `installations:
  - id: Depot One
    name: 7
    networkType: TN4
    mainFuseA: 4
    availableA: [20, x, 20]
    timeZone: Europe/Berlim
    colour: red
    authorisation: { tags: [card-1] }
    circuits:
      - name: A
        fuseA: "32"
        chargers:
          - deviceId: ZPR000042
            name: P1
            rotation: TSS
            minCurrentA: 16
            maxCurrentA: 10
          - deviceId: ZPR000042
            name: P2
  - id: home
    name: "Home\\u202e"
    networkType: IT3
    mainFuseA: 63
    timeZone: Europe/Oslo
    circuits:
      - id: home-a
        name: A
        fuseA: 32
        chargers:
          - { deviceId: ZPR43, name: P3, rotation: L1 }
  - id: home
    name: Single
    networkType: TN1
    mainFuseA: 25
    timeZone: Europe/Oslo
    authorisation: nobody
    circuits:
      - id: home-a
        name: A
        fuseA: 16
        chargers:
          - deviceId: ZPR000044
            name: P4
`;
    const parsed = parseTopology(bad);
    const faults = "faults" in parsed ? parsed.faults : [];
    expect(faults.map((fault) => `${fault.line} ${fault.path} ${fault.words}`)).toEqual([
      "2 installations[0].id is not made of lower-case letters, digits and hyphens (at most 63)",
      "3 installations[0].name is not text (put it in quotes)",
      "4 installations[0].networkType is none of TN3, TN1, IT3, IT1",
      "5 installations[0].mainFuseA is below 6 A",
      "6 installations[0].availableA[1] is not a number of amperes",
      "7 installations[0].timeZone is not a time zone such as Europe/Oslo",
      "8 installations[0].colour is not a known key",
      "9 installations[0].authorisation.tags[0] does not begin with nfc- or ble-",
      "11 installations[0].circuits[0].id is missing",
      "12 installations[0].circuits[0].fuseA is not a number of amperes",
      "16 installations[0].circuits[0].chargers[0].rotation is none of RST, STR, TRS, RTS, SRT, TSR, L1, L2, L3, L1-L2, L2-L3, L1-L3",
      "17 installations[0].circuits[0].chargers[0].minCurrentA is above maxCurrentA (10 A)",
      "19 installations[0].circuits[0].chargers[1].deviceId charger ZPR000042 is there twice, first on line 14",
      "22 installations[1].name has a control, direction or zero-width character",
      "31 installations[1].circuits[0].chargers[0].deviceId is neither a serial number such as ZPR000042 nor an id such as ocpp16:garage-1 or ocpp16:garage-1:2",
      "31 installations[1].circuits[0].chargers[0].rotation L1 is not possible on IT3 (a single line needs TN)",
      "32 installations[2].id installation home is there twice, first on line 21",
      "37 installations[2].authorisation is neither any nor a mapping with tags",
      "39 installations[2].circuits[0].id circuit home-a is there twice, first on line 27",
      "43 installations[2].circuits[0].chargers[0].rotation is missing (on TN1 the line cannot be guessed)",
    ]);
  });

  it.each([
    ["", "1 (file) is not a mapping with installations"],
    ["- a\n- b\n", "1 (file) is not a mapping with installations"],
    ["installations: nothing\n", "1 installations is not a list of installations"],
    ["chargers: []\n", "1 installations is missing"],
    ["installations:\n  - 7\n", "2 installations[0] is not an installation (a mapping with id, name, ...)"],
    ["installations: []\ninstallations: []\n", "2 (file) Map keys must be unique"],
    [
      "installations: []\nchargers:\n  - { deviceId: tiny:garage 1/2, name: P1 }\n",
      "3 chargers[0].deviceId is written tiny:garage~201~2F2 as an id of a charger",
    ],
  ])("names the fault of %j", (text, expected) => {
    const parsed = parseTopology(text);
    const faults = "faults" in parsed ? parsed.faults : [];
    expect(faults.map((fault) => `${fault.line} ${fault.path} ${fault.words}`)).toEqual([expected]);
  });

  it("gives the line of broken syntax and of a document that unfolds without end", () => {
    const broken = parseTopology('installations:\n  - id: "depot\n');
    expect("faults" in broken && broken.faults[0]?.line).toBe(3);
    const bomb = `a: &a [1]\n${Array.from(
      { length: 9 },
      (_, i) =>
        `b${i}: &b${i} [${Array(9)
          .fill(i ? `*b${i - 1}` : "*a")
          .join(",")}]`,
    ).join("\n")}\n`;
    const parsed = parseTopology(bomb);
    expect("faults" in parsed && parsed.faults[0]?.words).toMatch(/alias/i);
  });

  it("reads JSON, with tabs too", () => {
    const parsed = parseTopology(good);
    if (!("topology" in parsed)) throw new Error("the sample is faulty");
    const json = JSON.stringify(
      { installations: [{ id: "a", name: "A", networkType: "TN3", mainFuseA: 20, timeZone: "UTC" }] },
      null,
      "\t",
    );
    expect(parseTopology(json)).toMatchObject({ topology: { installations: [{ id: "a" }] } });
    const wrong = parseTopology(json.replace("20", "2"));
    expect("faults" in wrong && wrong.faults).toEqual([
      { path: "installations[0].mainFuseA", line: 7, words: "is below 6 A" },
    ]);
  });
});

const label = fc
  .string({ minLength: 1, maxLength: 30, unit: "grapheme" })
  .map((text) => text.trim())
  .filter((text) => text.length > 0 && isPlainText(text));
const amps = fc.integer({ min: 6, max: 400 });
const possible = (network: NetworkType): Rotation[] =>
  rotations.filter((one) => legsOf(network, one).some((leg) => leg !== null));

/** Of one dialect and another in turn. */
const idOf = (n: number) => (n % 2 === 0 ? `ZPR${String(n).padStart(6, "0")}` : `tiny:bay~20${n}:1`);
const topologies: fc.Arbitrary<Topology> = fc
  .array(
    fc.record({
      name: label,
      networkType: fc.constantFrom<NetworkType>("TN1", "TN3", "IT1", "IT3"),
      mainFuseA: amps,
      availableA: fc.tuple(amps, amps, amps),
      imbalanceLimitA: fc.option(amps),
      switchCurrentA: amps,
      timeZone: fc.constantFrom("Europe/Oslo", "UTC"),
      authorisation: fc.oneof(
        fc.constant({ kind: "any" as const }),
        fc.record({
          kind: fc.constant("tags" as const),
          tags: fc.array(fc.constantFrom("nfc-1", "ble-'2'", "nfc-#3:")),
        }),
      ),
      schedule: fc.array(
        fc.record({
          days: fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 }),
          from: fc.constantFrom("00:00", "06:30", "23:59"),
          to: fc.constantFrom("00:00", "07:15", "22:00"),
          availableA: fc.tuple(amps, amps, amps),
        }),
        { maxLength: 3 },
      ),
      meter: fc.option(
        fc.record({
          topic: fc.constantFrom("meters/one", "house/'2' 3:"),
          measures: fc.constantFrom<MeterSettings["measures"]>("building", "total"),
          safeA: fc.tuple(amps, amps, amps),
        }),
      ),
      cloudPaced: fc.boolean(),
      circuits: fc.array(
        fc.record({
          name: label,
          fuseA: amps,
          chargers: fc.array(fc.record({ name: label, pick: fc.nat() }), { maxLength: 3 }),
        }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 3 },
  )
  .map((given) => {
    const topology = {
      installations: [] as Topology["installations"][number][],
      circuits: [] as Topology["circuits"][number][],
      chargers: [] as Topology["chargers"][number][],
    };
    for (const [i, { circuits, ...installation }] of given.entries()) {
      topology.installations.push({ id: `i${i}`, override: null, ...installation });
      for (const [c, { chargers, ...circuit }] of circuits.entries()) {
        topology.circuits.push({ id: `i${i}-c${c}`, installationId: `i${i}`, ...circuit });
        for (const { name, pick } of chargers) {
          const choice = possible(installation.networkType);
          topology.chargers.push({
            deviceId: idOf(topology.chargers.length),
            circuitId: `i${i}-c${c}`,
            name,
            rotation: choice[pick % choice.length] ?? "RST",
            maxCurrentA: 16 + (pick % 16),
            minCurrentA: 6 + (pick % 4),
            priority: ([1, 2, 3] as const)[pick % 3] ?? 2,
            enrolled: false,
          });
        }
      }
    }
    return topology;
  });

describe("the settings of an installation", () => {
  const withSettings = (settings: string) =>
    parseTopology(good.replace("    circuits:\n", `${settings}    circuits:\n`));
  const faultsOf = (settings: string) => {
    const parsed = withSettings(settings);
    return "faults" in parsed ? parsed.faults.map((fault) => `${fault.line} ${fault.path} ${fault.words}`) : [];
  };

  it("are a schedule, a meter on its usual topic, and the pace of the chargers' cloud", () => {
    const parsed = withSettings(`    schedule:
      - { days: [6, 7], from: 22:00, to: 06:30, availableA: 20 }
    meter: { measures: total, safeA: [10, 12, 14] }
    cloudPaced: true
`);
    expect("topology" in parsed && parsed.topology.installations[0]).toMatchObject({
      schedule: [{ days: [6, 7], from: "22:00", to: "06:30", availableA: [20, 20, 20] }],
      meter: { topic: "meters/depot", measures: "total", safeA: [10, 12, 14] },
      cloudPaced: true,
      override: null,
    });
  });

  it("are named with path and line where they are wrong", () => {
    expect(
      faultsOf(`    schedule:
      - { days: [0, 8], from: 7, to: 24:00 }
      - { days: [1, 1], from: 06:00, to: 07:00, availableA: -1, colour: red }
      - { days: [], from: 06:00, to: 07:00, availableA: [1, 2] }
      - night
    meter: { topic: devices/x, measures: house, safeA: lots }
    cloudPaced: yes
    override: { availableA: 10, until: 1 }
`),
    ).toEqual([
      "11 installations[0].schedule[0].days[0] is no day of the week from 1 (Monday) to 7 (Sunday)",
      "11 installations[0].schedule[0].days[1] is no day of the week from 1 (Monday) to 7 (Sunday)",
      "11 installations[0].schedule[0].from is not a time of day such as 06:30 (put it in quotes)",
      "11 installations[0].schedule[0].to is not a time of day from 00:00 to 23:59",
      "11 installations[0].schedule[0].availableA is missing",
      "12 installations[0].schedule[1].days has a day twice",
      "12 installations[0].schedule[1].availableA[0] is below 0 A",
      "12 installations[0].schedule[1].availableA[1] is below 0 A",
      "12 installations[0].schedule[1].availableA[2] is below 0 A",
      "12 installations[0].schedule[1].colour is not a known key",
      "13 installations[0].schedule[2].days is empty",
      "13 installations[0].schedule[2].availableA is neither a number of amperes nor a list of three",
      "14 installations[0].schedule[3] is not a window (a mapping with days, from, to, availableA)",
      "15 installations[0].meter.topic begins with $, devices/, phaseboard/ or prices/, which are not a meter's",
      "15 installations[0].meter.measures is neither building nor total",
      "15 installations[0].meter.safeA is neither a number of amperes nor a list of three",
      "16 installations[0].cloudPaced is neither true nor false",
      "17 installations[0].override is not a known key",
    ]);
    expect(faultsOf("    meter: { topic: 'a/+/b', measures: total, safeA: 6 }\n")).toEqual([
      "10 installations[0].meter.topic has a wildcard or a control character",
    ]);
  });
});

describe("formatTopology", () => {
  it("writes what parseTopology reads back as the same", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(topologies, (topology) => {
        expect(parseTopology(formatTopology(topology))).toEqual({ topology });
      }),
      { numRuns: 300 },
    );
  });
});
