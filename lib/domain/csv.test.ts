import { expect, it } from "vitest";
import { csvText } from "./csv";

it("quotes what needs it, leaves unknown empty, and never writes 0 for it", () => {
  expect(
    csvText([
      ["a", "b"],
      [0, null],
      ['say "hi", you', "two\nlines"],
    ]),
  ).toBe('a,b\r\n0,\r\n"say ""hi"", you","two\nlines"\r\n');
});

it.each(["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1"])(
  "a text such as %j is no formula, a number stays one",
  (text) => {
    expect(csvText([[text, -1]]).replaceAll('"', "")).toBe(`'${text},-1\r\n`);
  },
);

it("is written as a German Excel reads it: semicolons, decimal commas", () => {
  expect(csvText([["a;b", { number: "1234.500" }, 0.5, { own: "2026-01-01 00:00:00" }]], "german")).toBe(
    '"a;b";1234,500;0,5;2026-01-01 00:00:00\r\n',
  );
});

it("a whole text of nothing is written as nothing", () => expect(csvText([["", "x"]])).toBe(",x\r\n"));

it("a text of our own is as it is", () => expect(csvText([[{ own: "+02:00" }, "+02:00"]])).toBe("+02:00,'+02:00\r\n"));
