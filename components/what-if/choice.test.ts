import { describe, expect, it } from "vitest";
import { readWhatIf, writeWhatIf } from "./choice";

const read = (query: string) => readWhatIf(new URLSearchParams(query));

describe("a what-if in the address", () => {
  it("comes back as it was written", () => {
    const choice = { open: true, chosen: ["ZPR000001", "ZPR000002"], phases: 1, unread: 0 } as const;
    const query = writeWhatIf("q=bay&sort=name", choice);
    expect(query).toBe("q=bay&sort=name&start=ZPR000001,ZPR000002&cars=1");
    expect(read(query)).toEqual(choice);
  });

  it("names chargers of any dialect", () => {
    const chosen = ["ZPR000001", "tiny:garage~201~2F2:3"];
    const query = writeWhatIf("", { open: true, chosen, phases: 3 });
    expect(query).toBe("start=ZPR000001,tiny:garage~201~2F2:3");
    expect(read(query)).toEqual({ open: true, chosen, phases: 3, unread: 0 });
  });

  it("leaves nothing behind when it is closed", () => {
    expect(writeWhatIf("q=bay&start=ZPR000001&cars=2", { open: false, chosen: [], phases: 3 })).toBe("q=bay");
    expect(read("q=bay")).toEqual({ open: false, chosen: [], phases: 3, unread: 0 });
  });

  it("is open with nobody chosen, and takes no nonsense", () => {
    expect(read("start=")).toEqual({ open: true, chosen: [], phases: 3, unread: 0 });
    const nonsense = read("start=<b>,ZPR000001,ZPR000001,x&cars=7");
    expect(nonsense).toEqual({ open: true, chosen: ["ZPR000001"], phases: 3, unread: 2 });
    expect(read("start=NOPE")).toEqual({ open: true, chosen: [], phases: 3, unread: 1 });
  });
});
