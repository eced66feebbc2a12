import fc from "fast-check";
import { expect, test } from "vitest";
import { begin, end, record, session, testMeter } from "./test-ocmf";
import { transparencyFile } from "./transparency-file";
import { verifyOcmf } from "./verify";

const meter = testMeter("secp384r1");
const key = meter.der.toString("base64");
const named: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#13;": "\r" };

/** As an XML parser reads it: a bare carriage return would have become a line feed. */
const read = (xml: string, element: string) =>
  [...xml.replace(/\r\n?/g, "\n").matchAll(new RegExp(`<${element}[^>]*>([^<]*)</${element}>`, "g"))].map(
    ([, text = ""]) => text.replace(/&[#\w]+;/g, (entity) => named[entity] ?? "?"),
  );

test("a record and its key come out as they went in, and the signature still holds", () => {
  const signed = record(meter, session([begin, end], { GI: 'A & B <"C">', TT: "1 > 0 ]]> &amp;" }));
  const xml = transparencyFile([{ record: signed, publicKey: key }]);
  expect(read(xml, "signedData")).toEqual([signed]);
  expect(read(xml, "publicKey")).toEqual([key]);
  expect(verifyOcmf(read(xml, "signedData")[0] ?? "", key)[0]?.verdict).toBe("valid");
});

test("its form is the one that official software reads", () => {
  expect(transparencyFile([{ record: "OCMF|{}|{}", publicKey: "AB CD" }])).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<values><value transactionId="1" context="Transaction.Begin">' +
      '<signedData format="OCMF" encoding="plain">OCMF|{}|{}</signedData><publicKey encoding="hex">AB CD</publicKey>' +
      "</value></values>\n",
  );
});

test("a begin and an end in two records are one session's", () => {
  const xml = transparencyFile([
    { record: "OCMF|{1}", publicKey: null },
    { record: "OCMF|{2}", publicKey: null },
  ]);
  expect([...xml.matchAll(/transactionId="1" context="([^"]*)"/g)].map(([, context]) => context)).toEqual([
    "Transaction.Begin",
    "Transaction.End",
  ]);
  expect(xml).not.toContain("publicKey");
});

test.each([
  ["hex", meter.der.toString("hex")],
  ["hex", meter.der.toString("hex").toUpperCase().replace(/..../g, "$& ")],
  ["base64", key],
  ["plain", meter.publicKey.export({ type: "spki", format: "pem" }).toString()],
  ["plain", `<\${jndi:ldap://x}>`],
])("a key's encoding is told: %s", (encoding, publicKey) => {
  const xml = transparencyFile([{ record: "OCMF|{}|{}", publicKey }]);
  expect(xml).toContain(`<publicKey encoding="${encoding}">`);
  expect(read(xml, "publicKey")).toEqual([publicKey]);
});

test("no text breaks out of its element", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (given, publicKey) => {
      const xml = transparencyFile([{ record: given, publicKey }]);
      expect(read(xml, "signedData")).toEqual([given]);
      expect(read(xml, "publicKey")).toEqual([publicKey]);
    }),
  );
});
