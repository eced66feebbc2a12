/** How a value is typed. `version`, `json`, `ocmf` and `text` stay text; a `json` or `ocmf` value has been seen to be one. */
export type ValueType = "boolean" | "integer" | "double" | "bitMask" | "guid" | "version" | "json" | "ocmf" | "text";

export interface ObservationRow {
  id: number;
  /** The name inside the product, unique; the known ones are `KnownKey` of the domain. */
  key: string;
  /** The manufacturer's name, alternatives by product separated by `/`. */
  name: string;
  type: ValueType;
  unit: string | null;
  /** Identifies a device, SIM or network: not for everybody's eyes. */
  sensitive: boolean;
  /** What a real charger was seen to send. */
  sample: string | null;
  meaning: string;
}

export interface CommandRow {
  id: number;
  key: string;
  name: string;
  /** The body in words; null: not known. */
  body: string | null;
  /** The answer in words; null: not known. */
  response: string | null;
  permitted: string;
  meaning: string;
}

export interface WarningRow {
  bit: number;
  /** On Pro and Sense. */
  pro: string | null;
  /** On Go and Go 2. */
  go: string | null;
}
