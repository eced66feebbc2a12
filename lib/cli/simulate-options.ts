import { readFileSync } from "node:fs";
import { canEnrol } from "../gateway/devices/enrolment";
import { type WeatherKind, weatherKinds } from "../simulator/faults/fault-injection";
import { chargersAtMost } from "../simulator/fleet/simulated-fleet";
import { CommandFailure, readOptions } from "./command-line";

export interface SimulateOptions {
  demo: boolean;
  replay: string | null;
  /** Serial number for the replay; null: the recorded one. */
  id: string | null;
  /** How many; null: another fleet was asked for. */
  chargers: number | null;
  speed: number;
  seed: number;
  weather: readonly WeatherKind[];
  selfAllocate: boolean;
  connectsPerS: number;
  broker: {
    url: string;
    ca?: string;
    cert?: string;
    key?: string;
    username?: string;
    password?: string;
  } | null;
}

export const usage = `Simulated chargers, connected over TLS to the embedded gateway or to any broker.

  npm run simulate -- --chargers <n>      n chargers in simulated car parks
  npm run simulate -- --replay <file>     one charger that says what a recorded real one said
  npm run simulate -- --replay <file> --id <serial>   the same under another serial number
  npm run simulate -- --demo              the demo's fleet (npm start runs it in demo mode)

  --speed <n>        how much faster than real the physics go (energy, batteries, comings and goings); default 1
  --seed <n>         the same seed gives the same chargers; default 1
  --weather <list>   any of ${weatherKinds.join(",")}
  --connects <n>     new connections a second at most; default 40

  --mqtt <url>       a broker instead of the gateway (mqtts://host:8883), on the fleet side's topics
  --ca, --cert, --key <file>   PEM files for it;  --username, --password, --password-file
  --self-allocate    the simulator grants current and tags itself, where no other system does
`;

const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;

function amount(name: string, given: string, low: number, high: number, whole: boolean): number {
  const n = Number(given);
  if (given.trim() === "" || !(n >= low && n <= high) || (whole && !Number.isInteger(n)))
    throw new CommandFailure(`--${name} is not a ${whole ? "whole number" : "number"} from ${low} to ${high}.`, 2);
  return n;
}

function kinds(given: string | undefined): WeatherKind[] {
  return (given ?? "")
    .split(",")
    .filter((word) => word !== "")
    .map((word) => {
      const kind = weatherKinds.find((each) => each === word);
      if (!kind) throw new CommandFailure(`--weather: ${word} is none of ${weatherKinds.join(", ")}.`, 2);
      return kind;
    });
}

function fileText(name: string, file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandFailure(`--${name}: ${error instanceof Error ? error.message : String(error)}`, 2);
  }
}

export function readSimulateOptions(args: string[]): SimulateOptions {
  const { values, positionals } = readOptions(args, {
    demo: flag,
    replay: text,
    id: text,
    chargers: text,
    speed: text,
    seed: text,
    weather: text,
    connects: text,
    "self-allocate": flag,
    mqtt: text,
    ca: text,
    cert: text,
    key: text,
    username: text,
    password: text,
    "password-file": text,
  });
  if (positionals.length > 0) throw new CommandFailure(`Unexpected: ${positionals.join(" ")}`, 2);
  const wishes = [values.demo, values.replay !== undefined, values.chargers !== undefined].filter(Boolean).length;
  if (wishes !== 1) throw new CommandFailure("Say one of --chargers, --replay and --demo.", 2);
  if (values.id !== undefined && (values.replay === undefined || !canEnrol(values.id)))
    throw new CommandFailure("--id is a serial number such as ZPR000042, for --replay.", 2);
  if (values.mqtt !== undefined && !/^mqtts?:\/\/./.test(values.mqtt))
    throw new CommandFailure("--mqtt is not an address such as mqtts://broker.example:8883.", 2);
  return {
    demo: values.demo,
    replay: values.replay ?? null,
    id: values.id ?? null,
    chargers: values.chargers === undefined ? null : amount("chargers", values.chargers, 1, chargersAtMost, true),
    speed: amount("speed", values.speed ?? "1", 0.1, 3600, false),
    seed: amount("seed", values.seed ?? "1", 0, Number.MAX_SAFE_INTEGER, true),
    connectsPerS: amount("connects", values.connects ?? "40", 1, 1000, false),
    weather: kinds(values.weather),
    selfAllocate: values["self-allocate"],
    broker:
      values.mqtt === undefined
        ? null
        : {
            url: values.mqtt,
            ca: fileText("ca", values.ca),
            cert: fileText("cert", values.cert),
            key: fileText("key", values.key),
            username: values.username,
            password: values.password ?? fileText("password-file", values["password-file"])?.trim(),
          },
  };
}
