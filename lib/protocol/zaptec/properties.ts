import { guidFromBase64Url } from "./guid";

export interface TelemetryProperties {
  routingId: string | null;
  /** `ii` as a GUID in its usual text form. */
  installationGuid: string | null;
  /** `pi=PR`: the charger asks whether the other end's logic is alive. */
  pingReply: boolean;
}

export const noProperties: TelemetryProperties = Object.freeze({
  routingId: null,
  installationGuid: null,
  pingReply: false,
});

/**
 * The properties in a telemetry topic (`ri`, `ii`, `pi=PR`, in any order, names and values percent-encoded or not). A part that
 * is not readable is left out: it says nothing about the message it came with.
 */
export function parseProperties(text: string): TelemetryProperties {
  if (text === "" || text === "/") return noProperties;
  let routingId: string | null = null;
  let installationGuid: string | null = null;
  let pingReply = false;
  for (const [name, value] of pairsOf(text)) {
    if (name === "ri") routingId = value.slice(0, 128);
    else if (name === "ii") installationGuid = guidFromBase64Url(value);
    else if (name === "pi") pingReply = value === "PR";
  }
  return Object.freeze({ routingId, installationGuid, pingReply });
}

/** The name-value pairs of a property bag or query, percent-decoded. */
export function pairsOf(text: string): [string, string][] {
  return text.split("&").map((part) => {
    const equals = part.indexOf("=");
    return equals < 0 ? [decoded(part), ""] : [decoded(part.slice(0, equals)), decoded(part.slice(equals + 1))];
  });
}

function decoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign: the text is taken as it stands
  }
}
