import { describe, expect, test } from "vitest";
import { type Curve, curveNames, curves } from "./curves";
import { algorithms, begin, end, record, session, testMeter } from "./test-ocmf";
import { verifyOcmf } from "./verify";

const names = curveNames;
const meters = Object.fromEntries(names.map((name) => [name, testMeter(name)])) as Record<
  Curve,
  ReturnType<typeof testMeter>
>;
const meter = meters.prime256v1;
const keyOf = (curve: Curve) => meters[curve].der.toString("hex");
const pem = (curve: Curve) => String(meters[curve].publicKey.export({ type: "spki", format: "pem" }));

/** Verdict and reasons of the only record. */
function verdictOf(text: string, key: string | null = keyOf("prime256v1")) {
  const all = verifyOcmf(text, key);
  expect(all).toHaveLength(1);
  return [all[0]?.verdict, all[0]?.reasons];
}
const valid = ["valid", ["signed"]];
const notBilled = (...reasons: string[]) => ["valid, not for billing", reasons];
const invalid = ["invalid", ["otherSignature"]];
const signedText = (payload: string, encoding: "hex" | "base64" = "hex") => meter.sign(payload).toString(encoding);

describe.each(names)("a record signed with %s", (curve) => {
  const of = meters[curve];
  test.each(["hex", "base64"] as const)("in %s is valid, and not with another byte, signature or key", (SE) => {
    const payload = session();
    const SD = of.sign(payload).toString(SE);
    const text = record(of, payload, { SE, SD });
    expect(verdictOf(text, keyOf(curve))).toEqual(valid);
    expect(verdictOf(text.replace("112.6", "112.7"), keyOf(curve))).toEqual(invalid);
    expect(verdictOf(text.replace(`"RD":`, `"RD": `), keyOf(curve))).toEqual(invalid);
    const foreign = of.sign(`${payload} `).toString(SE);
    expect(verdictOf(record(of, payload, { SE, SD: foreign }), keyOf(curve))).toEqual(invalid);
    expect(verdictOf(text, testMeter(curve).der.toString("hex"))).toEqual(invalid);
  });

  test("is valid with its key in every form", () => {
    const text = record(of);
    const { der, point } = of;
    const size = curves[curve].bytes;
    const odd = (point.at(-1) ?? 0) % 2 === 1;
    const forms = [
      der.toString("hex").toUpperCase(),
      (der.toString("hex").match(/.{1,4}/g) ?? []).join(" "),
      der.toString("base64"),
      pem(curve),
      pem(curve).replace(/-----[A-Z ]+-----|\n/g, ""),
      point.toString("hex"),
      point.subarray(1).toString("hex"),
      Buffer.concat([Buffer.from([odd ? 3 : 2]), point.subarray(1, size + 1)]).toString("base64"),
    ];
    for (const form of forms) expect(verdictOf(text, form), form).toEqual(valid);
    for (const form of [forms[0], forms[5], forms[6]])
      expect(verifyOcmf(text, form ?? "")[0]?.keyId).toBe(verifyOcmf(text, pem(curve))[0]?.keyId);
  });

  test("is valid with a signature of r and s alone, or of integers of a fixed length", () => {
    const payload = session();
    const bare = of.sign(payload, "ieee-p1363");
    expect(verdictOf(record(of, payload, { SD: bare.toString("hex") }), keyOf(curve))).toEqual(valid);
    const half = bare.length / 2;
    const integer = (from: number) => Buffer.concat([Buffer.from([2, half]), bare.subarray(from, from + half)]);
    const fixed = Buffer.concat([Buffer.from([0x30, 2 * half + 4]), integer(0), integer(half)]);
    expect(verdictOf(record(of, payload, { SD: fixed.toString("hex") }), keyOf(curve))).toEqual(valid);
  });

  test("is invalid where it names another algorithm, though its key would verify it", () => {
    for (const other of names) {
      const text = record(of, session(), { SA: algorithms[other] });
      const wanted = other === curve ? valid : ["invalid", ["otherCurve"]];
      expect(verdictOf(text, keyOf(curve)), other).toEqual(wanted);
    }
  });
});

describe("the signature", () => {
  test.each([
    ["without an algorithm is that of the format", { SA: undefined }, valid],
    ["of an algorithm in other letters", { SA: "ecdsa-SECP256R1-sha256" }, valid],
    ["of an algorithm that is not known", { SA: "ECDSA-secp521r1-SHA512" }, ["cannot be checked", ["algorithm"]]],
    ["of another hash", { SA: "ECDSA-secp256r1-SHA512" }, ["cannot be checked", ["algorithm"]]],
    ["in an encoding that is not known", { SE: "rot13" }, ["cannot be checked", ["encoding"]]],
    ["of a form that is not known", { SM: "application/x-cms" }, ["cannot be checked", ["encoding"]]],
    ["that is cut off", { SD: signedText(session()).slice(0, -21) }, invalid],
    ["that is no encoding at all", { SD: "§§" }, invalid],
    ["that is a list", { SD: [1, 2] }, invalid],
    ["of zeros alone", { SD: "00".repeat(64) }, invalid],
    ["of a length of its own", { SD: "3006020101020101ff" }, invalid],
    ["that is empty", { SD: "" }, ["unsigned", ["noSignature"]]],
    ["that is not there", { SD: undefined }, ["unsigned", ["noSignature"]]],
  ])("%s", (_, section, wanted) => {
    expect(verdictOf(record(meter, session(), section))).toEqual(wanted);
  });

  test("a brainpool curve by its own name", () => {
    const text = record(meters.brainpoolP256r1, session(), { SA: "ECDSA-brainpoolP256r1-SHA256" });
    expect(verdictOf(text, keyOf("brainpoolP256r1"))).toEqual(valid);
  });

  test("is of the bytes as they are: blanks, an exponent and a last zero included", () => {
    const payload = session()
      .replace(`"FV":"1.0"`, `"FV" : 1.0`)
      .replace("100.1", "1.001e2")
      .replace("112.6", "112.600");
    expect(verdictOf(record(meter, payload))).toEqual(valid);
    const rewritten = record(meter, payload).replace(payload, JSON.stringify(JSON.parse(payload)));
    expect(verdictOf(rewritten)).toEqual(invalid);
  });

  test("is of UTF-8", () => {
    expect(verdictOf(record(meter, session(undefined, { TT: "0,42 €/kWh · Überschuß" })))).toEqual(valid);
  });

  test.each([
    ["no third section", `OCMF|${session()}`, ["unsigned", ["noSignature"]]],
    ["a third section of nothing", `OCMF|${session()}|`, ["unsigned", ["noSignature"]]],
    ["an empty payload without a signature", "OCMF|{}", ["unsigned", ["noSignature"]]],
    ["a third section that is cut", `OCMF|${session()}|{"SD":"30`, ["cannot be checked", ["signatureSection"]]],
    ["four sections", `${record(meter)}|{}`, ["cannot be checked", ["signatureSection"]]],
    ["text", "no record", ["cannot be checked", ["noRecord"]]],
    ["nothing", "", ["cannot be checked", ["noRecord"]]],
    ["a payload that is cut", `OCMF|{"FV":"1.0"`, ["cannot be checked", ["noRecord"]]],
  ])("%s", (_, text, wanted) => {
    expect(verdictOf(text)).toEqual(wanted);
  });

  test.each([
    ["no key", null, ["no key", ["noKeyGiven"]]],
    ["a hostile text", "$" + "{jndi:ldap://example.com/a}", ["cannot be checked", ["unreadableKey"]]],
    ["an empty text", "", ["cannot be checked", ["unreadableKey"]]],
    ["a text of 1 MB", "00".repeat(500_000), ["cannot be checked", ["unreadableKey"]]],
    ["half a key", keyOf("prime256v1").slice(0, 90), ["cannot be checked", ["unreadableKey"]]],
    ["the key of another curve", keyOf("secp256k1"), ["invalid", ["otherCurve"]]],
    ["the point of a longer curve", meters.secp384r1.point.toString("hex"), ["invalid", ["otherCurve"]]],
  ])("with %s", (_, key, wanted) => {
    expect(verdictOf(record(meter), key)).toEqual(wanted);
  });
});

const billed = (RD: readonly object[], more: object = {}) =>
  verdictOf(record(meter, session(RD as Record<string, unknown>[], more as Record<string, unknown>)));

describe("what is rightly signed is not for billing", () => {
  test.each([
    ["without a begin", [{ ...begin, TX: "C" }, end], ["noBegin"]],
    ["with two begins", [begin, begin, end], ["severalBegins"]],
    ["without an end", [begin, { ...end, TX: "C" }], ["noEnd"]],
    ["with two ends", [begin, { ...end, TX: "L" }, end], ["severalEnds"]],
    ["with less energy at the end", [begin, { ...end, RV: 100.099 }], ["fallingEnergy"]],
    ["with an end before the begin", [begin, { ...end, TM: "2026-03-02T08:14:59,999+0100 S" }], ["endBeforeStart"]],
    ["with a time that is none", [begin, { ...end, TM: "yesterday" }], ["noTime"]],
    ["with a fault of the meter", [begin, { ...end, ST: "T" }], ["readingState"]],
    ["with energy that is not to be used", [{ ...begin, EF: "Et" }, end], ["energyUnusable"]],
    [
      "with a time that tells not how well it is known",
      [{ ...begin, TM: begin.TM.slice(0, -2) }, end],
      ["timeNotTold"],
    ],
    ["with a relative time at the begin alone", [{ ...begin, TM: begin.TM.replace("S", "R") }, end], ["relativeStart"]],
    [
      "with another event counter",
      [
        { ...begin, EI: 1 },
        { ...end, EI: 2 },
      ],
      ["eventCounter"],
    ],
    [
      "of a register that is not billed",
      [begin, end].map((one) => ({ ...one, RI: "1-0:2.8.0" })),
      ["noBilledRegister"],
    ],
    ["of a unit that is no energy", [begin, end].map((one) => ({ ...one, RU: "mOhm" })), ["noBilledRegister"]],
    ["without readings", [], ["noReadings"]],
  ])("%s", (_, readings, reasons) => {
    expect(billed(readings)).toEqual(notBilled(...reasons));
  });

  test.each(["MISMATCH", "INVALID", "OUTDATED", "UNKNOWN"])("for a person that is %s", (IL) => {
    expect(billed([begin, end], { IL })).toEqual(notBilled("identification"));
  });

  test("as a reading of the meter", () => {
    const { TX: _, ...reading } = begin;
    expect(billed([reading], { PG: "F1" })).toEqual(notBilled("noSession"));
  });

  test("where the payload is no JSON", () => {
    expect(verdictOf(record(meter, "{not JSON}"))).toEqual(notBilled("unreadablePayload"));
  });
});

describe("what is for billing", () => {
  test.each([["an end by a person, from afar, by a fault, by a power cut", ["L", "R", "A", "P"]]])("%s", (_, kinds) => {
    for (const TX of kinds) expect(billed([begin, { ...end, TX }]), TX).toEqual(valid);
  });

  test("a time alone that is not to be used", () => {
    expect(billed([begin, { ...end, EF: "t" }])).toEqual(valid);
  });

  test("relative times at both, as of a clock that was never set", () => {
    const relative = [
      { ...begin, TM: "1970-01-01T01:01:49,000+0100 R" },
      { ...end, TM: "1970-01-01T02:01:49,000+0100 R" },
    ];
    expect(billed(relative)).toEqual(valid);
  });

  test.each(["1-b:1.8.e", "01-00:98.08.00.FF", "1-0:1.8.0*255", "01-00:01.08.00*FF", "1-0:B3.8.0", "1-0:c7.8.0"])(
    "the register %s",
    (RI) => {
      expect(billed([begin, end].map((one) => ({ ...one, RI })))).toEqual(valid);
    },
  );

  test("beside readings of another register, also where they leave out what was told before", () => {
    const { TM: _tm, TX: _tx, EF: _ef, ST: _st, ...other } = { ...end, RV: 0, RI: "1-0:2.8.0" };
    expect(billed([begin, end, other])).toEqual(valid);
  });
});

describe("the energy of a session", () => {
  const energy = (first: object, last: object) =>
    verifyOcmf(
      record(
        meter,
        session([
          { ...begin, ...first },
          { ...end, ...last },
        ]),
      ),
      keyOf("prime256v1"),
    )[0]?.energyWh;

  test.each([
    [{}, {}, 12_500],
    [{ RV: 6728.291 }, { RV: 6796.559 }, 68_268],
    [{ RV: "       9.038" }, { RV: "00000010.038" }, 1_000],
    [{ RV: 1_234_567, RU: "Wh" }, { RV: 1_244_567, RU: "Wh" }, 10_000],
    [{ RV: 0.00004 }, { RV: 0.00054 }, 1],
    [{ RV: "many" }, {}, null],
    [{ RV: "1e999" }, {}, null],
    [{ RV: 200 }, {}, null],
  ])("from %j to %j: %s Wh", (first, last, wanted) => {
    expect(energy(first, last)).toBe(wanted);
  });

  test("by the digits that are written: an exponent", () => {
    const payload = session([
      { ...begin, RU: "Wh" },
      { ...end, RU: "Wh" },
    ])
      .replace("100.1", "1.606848e7")
      .replace("112.6", "1.6086276e7");
    expect(verifyOcmf(record(meter, payload), keyOf("prime256v1"))[0]?.energyWh).toBe(17_796);
  });

  test("an event without a value has none, and what follows has its own unit of before", () => {
    const { RU: _, ...later } = end;
    const event = { TM: end.TM, TX: "C", ST: "E" };
    const [known] = verifyOcmf(record(meter, session([begin, event, { ...later, ST: "G" }])), keyOf("prime256v1"));
    expect(known).toMatchObject({ verdict: "valid", energyWh: 12_500 });
  });
});

describe("several records back to back", () => {
  const part = (reading: object, PG: string, more: object = {}) =>
    record(meter, session([reading as Record<string, unknown>], { PG, ...more }));
  const verdicts = (text: string) =>
    verifyOcmf(text, keyOf("prime256v1")).map(({ verdict, reasons }) => [verdict, reasons]);

  test("have a verdict each, however they are written", () => {
    const pretty = record(meter).replace("|{", " |\n{").replace("}|{", "}\n|\n{");
    const changed = record(meter).replace("112.6", "112.7");
    expect(verdicts(`\uFEFF${record(meter)}\n\n${pretty}${changed}\nOCMF|${session()}`)).toEqual([
      valid,
      valid,
      invalid,
      ["unsigned", ["noSignature"]],
    ]);
  });

  test("are told beside what is no record", () => {
    expect(verdicts(`a page of text\n${record(meter)}`)).toEqual([["cannot be checked", ["noRecord"]], valid]);
  });

  test("that tell one session together are billed together", () => {
    expect(verdicts(part(begin, "T7") + part(end, "T8"))).toEqual([valid, valid]);
    expect(verifyOcmf(part(begin, "T7") + part(end, "T8"), keyOf("prime256v1"))[1]?.energyWh).toBe(12_500);
  });

  test("are not billed by what is not rightly signed", () => {
    const changed = part(end, "T8").replace("112.6", "912.6");
    expect(verdicts(part(begin, "T7") + changed)).toEqual([notBilled("noEnd"), invalid]);
    expect(verifyOcmf(part(begin, "T7") + changed, keyOf("prime256v1"))[0]?.energyWh).toBeNull();
  });

  test.each([
    ["a page is missing", part(begin, "T7") + part(end, "T9"), "pageMissing"],
    ["of two meters", part(begin, "T7") + part(end, "T8", { MS: "SAMPLE-2" }), "otherMeter"],
  ])("not where %s", (_, text, reason) => {
    expect(verdicts(text)).toEqual([notBilled(reason), notBilled(reason)]);
  });
});
