import { request } from "./operation";
import type { ChargerState, Settings } from "./state";
import { say, type Turn } from "./turn";

const flag = (value: string) => (value === "1" || value === "0" ? value === "1" : undefined);
const amount = (low: number, high: number) => (value: string) => {
  const n = Number(value);
  return value !== "" && n >= low && n <= high ? n : undefined;
};
const guid = (value: string) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : undefined);
const topicWord = (value: string) => (/^[A-Za-z0-9._-]{1,64}$/.test(value) ? value : undefined);
const text = (value: string) => value.slice(0, 100);

type Setter = (x: Settings, value: string) => boolean;

function setter<K extends keyof Settings>(key: K, read: (value: string) => Settings[K] | undefined): Setter {
  return (x, value) => {
    const known = read(value);
    if (known === undefined) return false;
    x[key] = known;
    return true;
  };
}

const setters: Record<string, Setter> = {
  "120": setter("authenticationRequired", flag),
  "510": setter("maxCurrentA", amount(0, 32)),
  "511": setter("minCurrentA", amount(0, 32)),
  "520": setter("maxPhases", amount(1, 3)),
  "522": setter("offlinePhase", amount(1, 9)),
  "523": setter("offlineCurrentA", amount(0, 32)),
  "711": setter("enabled", flag),
  "712": setter("standAlone", flag),
  "800": setter("installationGuid", guid),
  "801": setter("routingId", topicWord),
  "802": setter("name", text),
};

/**
 * Takes desired settings from the twin, echoes each that was taken as an observation, and reports them. What it does not
 * know or cannot read it leaves alone, as a charger does.
 */
export function takeSettings(s: ChargerState, t: Turn, settings: Readonly<Record<string, unknown>>): void {
  const reported: Record<string, string> = {};
  const before = { ...s.settings };
  for (const [id, value] of Object.entries(settings)) {
    if (typeof value !== "string" || !setters[id]?.(s.settings, value)) continue;
    reported[id] = value;
    say(s, t, Number(id), value);
  }
  const switched = before.standAlone !== s.settings.standAlone || before.enabled !== s.settings.enabled;
  if (switched && (s.mode === 2 || s.mode === 3)) request(s, t);
  if (Object.keys(reported).length > 0) t.out.push({ kind: "reported", settings: reported });
}
