import { type Reason, type Verified, verifyOcmf } from "../ocmf/verify";
import { CommandFailure, exactly, readOptions, readText, runCommand } from "./command-line";

const usage = `Signed meter readings (OCMF), as a charger gives them.

  npm run ocmf -- verify <file> [--key <file>] [--json]

The file holds one record or several back to back. For each a line is written: the verdict, then the reason. The key is the
meter's public key: PEM, or DER or the point alone, in base64 or hexadecimal.

  valid                   rightly signed, and a session that can be billed
  valid, not for billing  rightly signed, but something is missing that billing needs
  invalid                 not what this key has signed
  unsigned                no signature is in the record
  no key                  signed, but no key was given
  cannot be checked       no record, or signed in a way that is not known

Ends with 0 if every verdict begins with "valid", with 1 if not, with 2 if it was asked wrongly.
`;

const words: Readonly<Record<Reason, string>> = {
  signed: "signed with this key",
  noRecord: "this is no OCMF record",
  noSignature: "the record has no signature",
  noKeyGiven: "the public key is not known",
  signatureSection: "the signature section cannot be read",
  algorithm: "the signature's algorithm is not known",
  encoding: "the signature's encoding is not known",
  unreadableKey: "the key cannot be read",
  otherCurve: "the key is of another algorithm than the signature names",
  otherSignature: "the signature is not that of this payload and this key",
  unreadablePayload: "the payload cannot be read",
  noReadings: "no readings",
  noSession: "a reading of the meter, not of a session",
  noBilledRegister: "no reading of a register that is billed",
  noBegin: "no reading at the begin",
  severalBegins: "several readings at the begin",
  noEnd: "no reading at the end",
  severalEnds: "several readings at the end",
  fallingEnergy: "the energy is less at the end than at the begin",
  noTime: "a reading has no time that can be read",
  endBeforeStart: "the end is before the begin",
  readingState: "the meter tells a fault of a reading",
  energyUnusable: "the meter tells that the energy is not to be used",
  identification: "the person was not identified",
  timeNotTold: "it is not told how well the time at the begin is known",
  relativeStart: "the time at the begin is relative, the one at the end is not",
  eventCounter: "the meter's event counter has changed",
  otherMeter: "the records are of several meters",
  pageMissing: "a record between them is missing",
};

const kWh = (energyWh: number) => `${(energyWh / 1_000).toFixed(3)} kWh`;

function line({ verdict, reasons, page, energyWh, keyId }: Verified): string {
  const about = [page, energyWh === null ? null : kWh(energyWh), keyId === null ? null : `key ${keyId}`];
  const known = about.filter((one) => one !== null).join(", ");
  return `${verdict}: ${reasons.map((reason) => words[reason]).join("; ")}${known === "" ? "" : ` (${known})`}\n`;
}

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());

const json = ({ startedAt, endedAt, ...rest }: Verified) => ({
  ...rest,
  startedAt: instant(startedAt),
  endedAt: instant(endedAt),
  words: rest.reasons.map((reason) => words[reason]),
});

await runCommand(usage, async ([action = "", ...args]) => {
  if (action !== "verify") throw new CommandFailure(`Unknown: ${action}`, 2);
  const { values, positionals } = readOptions(args, { key: { type: "string" }, json: { type: "boolean" } });
  const [file = ""] = exactly(positionals, "file");
  const [text, key] = [await readText(file, 2), values.key === undefined ? null : await readText(values.key, 2)];
  const verified = verifyOcmf(text, key);
  process.stdout.write(values.json ? `${JSON.stringify(verified.map(json), null, 2)}\n` : verified.map(line).join(""));
  process.exitCode = verified.every(({ verdict }) => verdict.startsWith("valid")) ? 0 : 1;
});
