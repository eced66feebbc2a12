import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { isChargerId } from "../../domain/charger-id";
import type { DeviceId } from "../../domain/ids";
import { isClientId } from "../../protocol/product/topics";
import { serialPattern } from "../../protocol/zaptec/serial";
import type { EnrolledMeter } from "./enrolment";
import { isMeterPassword, meterPrefix } from "./meters";
import type { Refusal } from "./refusal";
import { isSignedWith, parseSasToken } from "./sas";

/** What a client says of itself in CONNECT. */
export interface Claim {
  clientId: string;
  username: string | undefined;
  password: Uint8Array | undefined;
}

/** What a claim is held against. */
export interface Credentials {
  /** The gateway's public name and port. */
  host: string;
  port: number;
  /** A charger's key; null: not enrolled. */
  keyOf(deviceId: DeviceId): Uint8Array | null;
  dashboard: { username: string; password: string };
  /** Of who publishes prices; null: nobody may. */
  pricesPassword: string | null;
  /** A meter by its client id; null: there is none. */
  meterOf(clientId: string): EnrolledMeter | null;
}

export type Judgement =
  | { ok: true; kind: "charger"; deviceId: DeviceId; expiresAt: number }
  | { ok: true; kind: "dashboard" }
  | { ok: true; kind: "meter"; topic: string }
  | { ok: true; kind: "prices" }
  | { ok: false; reason: Refusal };

/** The client id of who publishes prices begins with it, and it is the user name. */
const pricesName = "prices";

/** What the client ids of dashboards begin with; a charger's never do. */
export const dashboardPrefix = "phaseboard-";

const longestUserName = 1_024;
/** Signs for chargers that are not enrolled, so that a refusal takes as long as for those that are. */
const nobodysKey = randomBytes(32);

const no = (reason: Refusal): Judgement => ({ ok: false, reason });

function same(a: Uint8Array, b: string): boolean {
  const digest = (value: Uint8Array | string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function isOurs(host: string, { host: name, port }: Credentials): boolean {
  const lower = host.toLowerCase();
  return lower === name.toLowerCase() || lower === `${name.toLowerCase()}:${port}`;
}

/** Decides whether a client may connect. Never throws. */
export function judge(claim: Claim, credentials: Credentials, now: number): Judgement {
  if (claim.clientId.startsWith(dashboardPrefix)) return judgeDashboard(claim, credentials);
  if (claim.clientId.startsWith(meterPrefix)) return judgeMeter(claim, credentials);
  if (claim.clientId === pricesName || claim.clientId.startsWith(`${pricesName}-`))
    return judgePrices(claim, credentials);
  if (!serialPattern.test(claim.clientId)) return no(isChargerId(claim.clientId) ? "noSerial" : "badClientId");
  return judgeCharger(claim, credentials, now);
}

function judgeDashboard({ clientId, username, password }: Claim, { dashboard }: Credentials): Judgement {
  if (!isClientId(clientId)) return no("badClientId");
  if (username === undefined || password === undefined) return no("malformedUserName");
  const right = same(password, dashboard.password) && username === dashboard.username;
  return right ? { ok: true, kind: "dashboard" } : no("wrongDashboardPassword");
}

/** Client id and user name are `meter-{installation}`. */
function judgeMeter({ clientId, username, password }: Claim, { meterOf }: Credentials): Judgement {
  if (username !== clientId) return no("malformedUserName");
  if (password === undefined) return no("malformedPassword");
  const meter = meterOf(clientId);
  if (meter === null) return no("unknownMeter");
  return isMeterPassword(password, meter) ? { ok: true, kind: "meter", topic: meter.topic } : no("wrongMeterPassword");
}

function judgePrices({ username, password }: Claim, { pricesPassword }: Credentials): Judgement {
  if (username !== pricesName) return no("malformedUserName");
  if (password === undefined) return no("malformedPassword");
  if (pricesPassword === null) return no("noPrices");
  return same(password, pricesPassword) ? { ok: true, kind: "prices" } : no("wrongPricesPassword");
}

/** The user name is `{host}/{deviceId}/?api-version=...`, the password a SAS token for the same host and charger. */
function judgeCharger({ clientId, username, password }: Claim, credentials: Credentials, now: number): Judgement {
  if (!username || username.length > longestUserName) return no("malformedUserName");
  const [, host, named] = /^([^/]+)\/([^/]+)\/(?:\?.*)?$/.exec(username) ?? [];
  if (!host || !named) return no("malformedUserName");
  const token = password ? parseSasToken(Buffer.from(password).toString("latin1")) : null;
  if (!token) return no("malformedPassword");
  if (!isOurs(host, credentials) || !isOurs(token.host, credentials)) return no("wrongHost");
  if (named !== clientId || token.deviceId !== clientId) return no("otherCharger");
  const key = credentials.keyOf(clientId);
  const signed = isSignedWith(token, key ?? nobodysKey);
  if (!key) return no("unknownCharger");
  if (!signed) return no("wrongSignature");
  if (token.expiresAt <= now) return no("expired");
  return { ok: true, kind: "charger", deviceId: clientId, expiresAt: token.expiresAt };
}
