import { expect, it } from "vitest";
import { reasonOf } from "./link-reason";

const coded = (code: string | number) => Object.assign(new Error("words"), { code });

it.each([
  ["ENOTFOUND", "nameNotFound"],
  ["ECONNREFUSED", "refused"],
  ["EHOSTUNREACH", "unreachable"],
  ["ETIMEDOUT", "timedOut"],
  ["ECONNRESET", "connectionLost"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "certificateRefused"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "certificateRefused"],
  ["CERT_HAS_EXPIRED", "certificateRefused"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "certificateRefused"],
  ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "clientCertificateRefused"],
  ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "clientCertificateRefused"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "tlsFailed"],
  ["ESOMETHING", "connectionLost"],
  [1, "protocolRefused"],
  [3, "brokerUnavailable"],
  [4, "signInRefused"],
  [5, "signInRefused"],
  [133, "clientIdRefused"],
  [135, "signInRefused"],
  [142, "takenOver"],
])("%s means %s", (code, reason) => expect(reasonOf(coded(code))).toBe(reason));

it("an error without a code is a timeout, or not MQTT", () => {
  expect(reasonOf(new Error("connack timeout"))).toBe("timedOut");
  expect(reasonOf(new Error("Invalid header flag bits"))).toBe("protocolRefused");
});
