export type Maker = "Pro" | "Go";

/** A number as the charger writes it: the Pro with up to 4 decimals and no trailing zeros, the Go with exactly 3. */
export function number(maker: Maker, value: number): string {
  if (maker === "Go") return (value === 0 ? 0 : value).toFixed(3);
  return String(Number(value.toFixed(4)) + 0);
}

/** UTC with microseconds, `2026-02-14T11:25:03.123456Z`; `at` is ms since 1970 with the microseconds as fraction. */
export function instant(at: number): string {
  const ms = Math.floor(at);
  // A double holds such an instant to a quarter of a microsecond.
  const micros = Math.min(999, Math.round((at - ms) * 1000));
  return `${new Date(ms).toISOString().slice(0, -1)}${String(micros).padStart(3, "0")}Z`;
}

/** Milliseconds as OCMF writes instants: comma, offset, `R` for a reliable clock. */
export function ocmfInstant(at: number): string {
  return `${new Date(Math.floor(at)).toISOString().slice(0, -1).replace(".", ",")}+00:00 R`;
}
