/** An OBIS code's groups, as numbers; the writing is hexadecimal but for the last group of some meters. */
const pattern =
  /^([0-9a-f]{1,2})-([0-9a-f]{1,2}):([0-9a-f]{1,2})\.([0-9a-f]{1,2})\.([0-9a-f]{1,2})(?:[.*]([0-9a-f]{1,3}))?$/i;

const hex = (group: string) => Number.parseInt(group, 16);

/** Of which registers the official transparency software bills: the total, compensated totals, those of a transaction. */
const isImport = (c: number) => c === 0x01 || c === 0x98 || c === 0x9e || (c >= 0xb0 && c <= 0xc7);
const wholes = new Set(["0", "00", "ff", "200", "255"]);

/** Whether a register (OBIS code) counts the energy that is billed. */
export function isBilled(code: string): boolean {
  const found = pattern.exec(code.trim());
  if (found === null) return false;
  const [, a = "", , c = "", d = "", , f = "00"] = found;
  return hex(a) === 1 && isImport(hex(c)) && hex(d) === 8 && wholes.has(f.toLowerCase());
}
