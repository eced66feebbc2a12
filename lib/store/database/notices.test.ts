import { describe, expect, it } from "vitest";
import { noticeText, readNotice } from "./notices";

describe("notices", () => {
  it("are read back, own ones known", () => {
    expect(readNotice(noticeText("twin", "ZPR000001", "me"), "me")).toEqual({
      kind: "twin",
      id: "ZPR000001",
      own: true,
    });
    expect(readNotice(noticeText("people", null, "other"), "me")).toEqual({ kind: "people", id: null, own: false });
  });

  it.each(["", "{", "{}", '{"kind":"other","id":null,"from":"x"}', "[]", "7"])(
    "that are none are told as such: %s",
    (text) => {
      expect(readNotice(text, "me")).toBeNull();
    },
  );
});
