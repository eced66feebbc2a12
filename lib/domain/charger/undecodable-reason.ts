/** Why bytes could not be read, or were not read one by one; a closed list, counted per charger. */
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
  "badTopic",
  "badDeviceId",
  "badRequestId",
  "tooManyMessages",
] as const;
export type UndecodableReason = (typeof undecodableReasons)[number];
