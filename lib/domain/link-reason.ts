/** Why there is no link to the broker: stable codes, with words for each in the catalogue. */
export const brokerReasons = [
  "connecting", // not tried yet
  "nameNotFound",
  "refused", // nothing listens there
  "unreachable",
  "timedOut",
  "certificateRefused", // the broker's certificate: unknown authority, other name, expired
  "clientCertificateRefused", // ours, by the broker
  "tlsFailed", // what answers does not speak TLS, or not ours
  "signInRefused", // user or password wrong, or this client not allowed
  "clientIdRefused",
  "protocolRefused", // speaks no MQTT, or not this version
  "brokerUnavailable", // it says so itself
  "subscriptionRefused",
  "markerRefused", // its own marker did not come back: it may not publish or read it
  "takenOver", // another client with this id
  "silent", // connected, but nothing answers any more
  "connectionLost",
  "closed", // by us
  "notConfigured",
  "badConfiguration",
] as const;
export type BrokerReason = (typeof brokerReasons)[number];

/** Why nothing can be kept: stable codes, with words for each in the catalogue. */
export const storeReasons = [
  "nameNotFound",
  "refused", // nothing listens there
  "unreachable",
  "timedOut",
  "tlsFailed",
  "signInRefused",
  "noDatabase",
  "busy", // all its connections are taken
  "starting", // or ending, or recovering
  "connectionLost",
  "diskFull",
  "readOnly",
  "failing", // memory, files, input and output
] as const;
export type StoreReason = (typeof storeReasons)[number];

/** The code of a link's reason; null: none is told, or one that this page does not know. */
export const brokerReasonOf = (told: string | null): BrokerReason | null =>
  brokerReasons.find((reason) => reason === told) ?? null;
export const storeReasonOf = (told: string | null): StoreReason | null =>
  storeReasons.find((reason) => reason === told) ?? null;
