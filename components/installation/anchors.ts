import { chargerPath } from "../../lib/domain/charger-id";
import type { VerdictPart } from "../../lib/domain/verdict";
import { type Show, writeChoice } from "../charger/list/list-choice";

/** Where the installation's own meters stand in its page. */
export const phasesAnchor = "phases";
/** Where a circuit's meters stand in it. */
export const circuitAnchor = (id: string): string => `circuit-${id}`;

const shown = {
  fault: "trouble",
  notResponding: "trouble",
  flapping: "trouble",
  warning: "trouble",
  neverHeard: "unknown",
  notKnown: "unknown",
  tagRefused: "waiting",
  tagAwaited: "waiting",
  waits: "waiting",
} as const satisfies Partial<Record<VerdictPart["kind"], Show>>;

const usual = { search: "", circuit: null, sort: "trouble" } as const;

/** What a part of an installation's verdict names: a charger's page, the list of several, a meter. Null: the dashboard itself. */
export function verdictLink(part: VerdictPart): string | null {
  switch (part.kind) {
    case "unheard":
      return null;
    case "over":
    case "at":
      return `#${part.place === null ? phasesAnchor : circuitAnchor(part.place.id)}`;
    case "imbalance":
      return `#${phasesAnchor}`;
    case "meterLost":
      return "#available";
    default:
      return part.chargers === 1
        ? chargerPath(part.first.deviceId)
        : `?${writeChoice({ ...usual, show: shown[part.kind] })}#chargers`;
  }
}
