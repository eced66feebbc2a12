/**
 * Why a connection is refused, and the return code of MQTT 3.1.1 (section 3.2.2.3) for it: 2 the client id is not allowed, 4 user
 * name or password are malformed, 5 they are well-formed and not good enough. Unknown chargers and wrong signatures get the
 * same code, so that nobody can ask which chargers are enrolled.
 */
export const refusals = {
  badClientId: 2,
  /** The id of a charger of another dialect: here only Zaptec's device protocol is spoken. */
  noSerial: 2,
  malformedUserName: 4,
  malformedPassword: 4,
  wrongHost: 5,
  otherCharger: 5,
  unknownCharger: 5,
  expired: 5,
  wrongSignature: 5,
  wrongDashboardPassword: 5,
  unknownMeter: 5,
  wrongMeterPassword: 5,
  noPrices: 5,
  wrongPricesPassword: 5,
} as const;
export type Refusal = keyof typeof refusals;
