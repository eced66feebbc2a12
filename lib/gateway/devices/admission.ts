import { setTimeout as sleep } from "node:timers/promises";
import type { AuthenticateError } from "aedes";
import type { Logger } from "pino";
import type { DeviceId } from "../../domain/ids";
import { limits } from "../limits";
import { createPacer } from "../mqtt/pacer";
import { cut, type Peer } from "../mqtt/peer";
import { createSlowDown } from "../tls/slow-down";
import { type Claim, type Credentials, type Judgement, judge } from "./credentials";
import type { Roll } from "./device-registry";
import { type Meters, meterPrefix } from "./meters";
import { type Refusal, refusals } from "./refusal";

/** MQTT 3.1.1, "server unavailable": for an address of which too many connects wait already. */
const unavailable = 3;

function refusal(reason: string, returnCode: number): AuthenticateError {
  return Object.assign(new Error(reason), { returnCode });
}

/** What may be right a moment later, when the store has been read again. */
const mayBeNew: ReadonlySet<Refusal> = new Set([
  "unknownCharger",
  "wrongSignature",
  "unknownMeter",
  "wrongMeterPassword",
]);

const rates = {
  charger: limits.chargerMessages,
  dashboard: limits.dashboardMessages,
  meter: limits.meterMessages,
  prices: limits.priceMessages,
} as const;

export interface Admission {
  /** Lets a client in (null) or says why not. What is wrong with a claim is logged, what the claim was is not. */
  admit(peer: Peer, claim: Claim): Promise<AuthenticateError | null>;
  /** How many were refused since the start. */
  refused(): number;
}

/** Decides who may connect, and slows down addresses that keep failing. `end` ends a connection whose token has ended. */
export function createAdmission(
  roll: Roll,
  meters: Meters,
  own: () => Omit<Credentials, "keyOf" | "meterOf">,
  end: (peer: Peer, reason: string) => void,
  log: Logger,
): Admission {
  const slowDown = createSlowDown(limits.failures);
  const keyOf = (deviceId: DeviceId) => roll.find(deviceId)?.key ?? null;
  const judgeNow = (claim: Claim): Judgement => judge(claim, { ...own(), keyOf, meterOf: meters.find }, Date.now());
  let refused = 0;

  const decide = async (claim: Claim): Promise<Judgement> => {
    const first = judgeNow(claim);
    if (first.ok || !mayBeNew.has(first.reason)) return first;
    // A charger or meter may connect a moment after it was enrolled or got its new key, before the store has told.
    const reading = claim.clientId.startsWith(meterPrefix) ? meters.read() : roll.ask();
    await Promise.race([reading, sleep(limits.askMs, undefined, { ref: false })]);
    return judgeNow(claim);
  };

  const refuse = (peer: Peer, claim: Claim, reason: string, returnCode: number): AuthenticateError => {
    refused += 1;
    const times = slowDown.failed(peer.address, Date.now());
    const said = { client: cut(claim.clientId, 64), address: peer.address, reason, returnCode, times };
    if (times <= limits.failures.logged || times % 100 === 0) log.warn(said, "refused a connection");
    return refusal(reason, returnCode);
  };

  /** Timers hold at most 2^31 ms; a token may be valid for years. */
  const endAt = (peer: Peer, expiresAt: number): void => {
    const left = expiresAt - Date.now();
    if (left <= 0) end(peer, "its token ended");
    else peer.expiry = setTimeout(() => endAt(peer, expiresAt), Math.min(left, 2_147_483_647)).unref();
  };

  const accept = (peer: Peer, { ok: _ok, ...identity }: Extract<Judgement, { ok: true }>): void => {
    peer.identity = identity;
    peer.pacer = createPacer(rates[identity.kind], Date.now);
    if (identity.kind === "charger") endAt(peer, identity.expiresAt);
  };

  return {
    refused: () => refused,
    async admit(peer, claim) {
      const waitMs = slowDown.wait(peer.address, Date.now());
      if (waitMs === null) return refusal("too many of this address wait", unavailable);
      if (waitMs > 0) {
        await sleep(waitMs, undefined, { ref: false });
        slowDown.waited(peer.address);
      }
      const judgement = await decide(claim);
      if (!judgement.ok) return refuse(peer, claim, judgement.reason, refusals[judgement.reason]);
      accept(peer, judgement);
      return null;
    },
  };
}
