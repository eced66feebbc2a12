/** What is to be done about a warning: one advice for each. The words are keys of the catalogue, under `warnings.todo`. */
export const warningKindOrder = ["safety", "supply", "car", "environment", "internal", "notice", "unknown"] as const;
export type WarningKind = (typeof warningKindOrder)[number];

/**
 * The names of the warnings that have words, and of which kind each is. A name that both maps of bits have
 * means the same on either product.
 */
const kindOfName = {
  HUMIDITY: "environment",
  TEMPERATURE: "environment",
  TEMPERATURE_ERROR: "internal",
  EMETER_NO_RESPONSE: "internal",
  MAX_SESSION_RESTART: "car",
  CHARGE_OVERCURRENT: "safety",
  PILOT_STATE: "car",
  RELAY_WELDED: "safety",
  "12V_LOW_LEVEL": "internal",
  PILOT_LOW_LEVEL: "car",
  FPGA_COM_TIMEOUT: "internal",
  NO_SWITCH_POW_DEF: "internal",
  REBOOT: "notice",
  DISABLED: "notice",
  RCD_AC: "safety",
  RCD_6MA: "safety",
  RCD_DC: "safety",
  RCD_30MA: "safety",
  RCD_PEAK: "safety",
  INVALID_HARDWARE_ID: "internal",
  RCD_TEST_AC: "safety",
  RCD_TEST_6MA: "safety",
  RCD_TEST_DC: "safety",
  RCD_TEST_30MA: "safety",
  RCD_FAILURE: "safety",
  RCD_TEST_TIMEOUT: "safety",
  FPGA_VERSION: "internal",
  OVERCURRENT_INSTALLATION: "safety",
  FPGA_UNEXPECTED_RELAY: "safety",
  UNEXPECTED_RELAY: "safety",
  FPGA_CHARGING_RESET: "internal",
  O_PEN: "safety",
  PILOT_NO_PROXIMITY: "car",
  EMETER_ALARM: "internal",
  EMETER_LINK: "internal",
  NO_VOLTAGE_L1: "supply",
  NO_VOLTAGE_L2_L3: "supply",
  FPGA_WATCHDOG: "internal",
  EMETER_CAL: "internal",
  SERVO: "car",
  MID: "internal",
  VARISCITE: "internal",
  ESP: "internal",
  MCU_BOOTLOADER: "internal",
  FPGA_INIT_FAILED: "internal",
  ILLEGAL_PHASE: "supply",
} as const satisfies Record<string, WarningKind>;

export type WarningName = keyof typeof kindOfName;

export const isWarningName = (name: string): name is WarningName => Object.hasOwn(kindOfName, name);

export const kindOfWarning = (name: string): WarningKind => (isWarningName(name) ? kindOfName[name] : "unknown");

/** Warnings of one kind: they have the same advice. */
export interface WarningGroup {
  kind: WarningKind;
  names: readonly string[];
}

/** A charger's warnings by what is to be done, the most urgent first; within a kind as the charger has them. */
export function groupWarnings(names: readonly string[]): WarningGroup[] {
  return warningKindOrder
    .map((kind) => ({ kind, names: names.filter((name) => kindOfWarning(name) === kind) }))
    .filter((group) => group.names.length > 0);
}
