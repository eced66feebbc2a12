/** Why bytes could not be read, were not read one by one, or tell what cannot be; a closed list, counted per charger. */
export const undecodableReasons = [
  "payloadTooLarge",
  "tooManyObservations",
  "nestingTooDeep",
  "notUtf8",
  "notJson",
  "notAnEnvelope",
  "unknownEnvelopeType",
  "badObservationId",
  "badObservedAt",
  "tooFarAhead",
  "badValue",
  "notFinite",
  "implausible",
  "badTopic",
  "badDeviceId",
  "badRequestId",
  "unknownInstallation",
  "tooManyMessages",
] as const;
export type UndecodableReason = (typeof undecodableReasons)[number];
