import type { BrokerReason } from "../domain/link-reason";

/** What the door itself can tell; what it is opened with is its opener's part. */
export type LinkReason = Exclude<BrokerReason, "notConfigured" | "badConfiguration">;

const byCode = new Map<string, LinkReason>([
  ["ENOTFOUND", "nameNotFound"],
  ["EAI_AGAIN", "nameNotFound"],
  ["ECONNREFUSED", "refused"],
  ["EHOSTUNREACH", "unreachable"],
  ["ENETUNREACH", "unreachable"],
  ["ETIMEDOUT", "timedOut"],
  ["ECONNRESET", "connectionLost"],
  ["EPIPE", "connectionLost"],
  ["EPROTO", "tlsFailed"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "certificateRefused"],
  ["HOSTNAME_MISMATCH", "certificateRefused"],
]);

const certificate =
  /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|ERR_TLS_CERT_)/;

const byConnack = new Map<number, LinkReason>([
  [1, "protocolRefused"],
  [2, "clientIdRefused"],
  [3, "brokerUnavailable"],
  [4, "signInRefused"],
  [5, "signInRefused"],
  [132, "protocolRefused"],
  [133, "clientIdRefused"],
  [134, "signInRefused"],
  [135, "signInRefused"],
  [136, "brokerUnavailable"],
  [137, "brokerUnavailable"],
  [138, "signInRefused"],
  [140, "signInRefused"],
  [142, "takenOver"],
]);

/** What an error of the socket, TLS or the MQTT client means. */
export function reasonOf(error: Error): LinkReason {
  const code: unknown = "code" in error ? error.code : undefined;
  if (typeof code === "number") return byConnack.get(code) ?? "protocolRefused";
  if (typeof code !== "string") return error.message.includes("timeout") ? "timedOut" : "protocolRefused";
  const known = byCode.get(code);
  if (known) return known;
  if (certificate.test(code)) return "certificateRefused";
  if (/^ERR_SSL_.*ALERT.*(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)/.test(code)) return "clientCertificateRefused";
  return code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_") ? "tlsFailed" : "connectionLost";
}
