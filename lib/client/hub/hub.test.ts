import { describe, expect, it } from "vitest";
import { createHub } from "./hub";
import { bye, createTestTab, createTestWorld, delta, heartbeat, snapshot } from "./test-world";

function start(scopes = ["fleet"]) {
  const outside = createTestWorld();
  const hub = createHub(outside.world);
  const tab = createTestTab();
  hub.receive("a", { kind: "want", scopes }, tab.send);
  const say = (text: string) => outside.open().at(-1)?.on.frame(text);
  return { ...outside, hub, tab, say };
}

describe("one stream for all tabs", () => {
  it("asks once for the union, and hands every frame to all", () => {
    const { hub, tab, sources, open, say } = start();
    const other = createTestTab();
    hub.receive("b", { kind: "want", scopes: ["charger:ZPR000001", "fleet"] }, other.send);
    expect(open().map(({ scopes }) => scopes)).toEqual([["charger:ZPR000001", "fleet"]]);
    expect(sources[0]?.closed).toBe(true);
    say(snapshot(1));
    expect(tab.frames()).toHaveLength(1);
    expect(other.frames()).toHaveLength(1);
    expect(tab.status()?.word).toBe("live");
  });

  it("keeps the running stream until the wider one has spoken", () => {
    const { hub, tab, sources, say } = start();
    say(snapshot(1));
    hub.receive("a", { kind: "want", scopes: ["fleet", "firmware"] }, tab.send);
    expect(sources.map(({ closed }) => closed)).toEqual([false, false]);
    sources[0]?.on.frame(heartbeat(2));
    expect(tab.frames()).toHaveLength(2);
    say(snapshot(3));
    expect(sources.map(({ closed }) => closed)).toEqual([true, false]);
    expect(tab.status()?.word).toBe("live");
  });

  it("asks for a new snapshot, for all, when a tab joins; the running stream goes on until it is there", () => {
    const { hub, tab, sources, open, say } = start();
    say(snapshot(7));
    const late = createTestTab();
    hub.receive("b", { kind: "want", scopes: ["fleet"] }, late.send);
    expect(sources.map(({ scopes, closed }) => [scopes, closed])).toEqual([
      [["fleet"], false],
      [["fleet"], false],
    ]);
    sources[0]?.on.frame(heartbeat(8));
    say(snapshot(9));
    for (const each of [tab, late]) expect(each.frames().at(-1)).toMatchObject({ text: snapshot(9) });
    expect(open()).toEqual([sources[1]]);
    expect(late.status()?.word).toBe("live");
  });

  it("asks once for tabs that join together", () => {
    const { hub, sources, say } = start();
    say(snapshot(1));
    const late = [createTestTab(), createTestTab()];
    for (const [i, each] of late.entries()) hub.receive(`late ${i}`, { kind: "want", scopes: ["fleet"] }, each.send);
    expect(sources).toHaveLength(2);
    say(snapshot(2));
    for (const each of late) expect(each.frames()).toHaveLength(1);
  });

  it("asks for nothing when a tab that has heard all wants what is given", () => {
    const { hub, tab, sources, say } = start(["firmware", "fleet"]);
    say(snapshot(1));
    hub.receive("a", { kind: "want", scopes: ["fleet"] }, tab.send);
    hub.receive("a", { kind: "want", scopes: ["firmware"] }, tab.send);
    hub.receive("a", { kind: "want", scopes: ["firmware"] }, tab.send);
    expect(sources).toHaveLength(1);
    expect(tab.frames()).toHaveLength(1);
  });

  it("asks for less only after a while, and for nothing when nobody is left", () => {
    const { hub, tab, sources, open, pass, say } = start(["firmware", "fleet"]);
    say(snapshot(1));
    hub.receive("a", { kind: "want", scopes: ["fleet"] }, tab.send);
    for (let i = 0; i < 9; i += 1) {
      pass(2_000);
      expect(sources).toHaveLength(1);
      say(heartbeat(2 + i));
    }
    pass(2_000);
    expect(open().at(-1)?.scopes).toEqual(["fleet"]);
    say(snapshot(3));
    hub.receive("a", { kind: "leave" }, tab.send);
    say(heartbeat(4));
    pass(20_001);
    expect(open()).toHaveLength(0);
    pass(60_000);
    expect(open()).toHaveLength(0);
  });

  it.each([
    ["quiet", heartbeat],
    ["busy", delta],
  ])("forgets tabs that have not been heard for minutes, on a %s stream", (_, frame) => {
    const { hub, tab, open, pass, say } = start();
    const other = createTestTab();
    hub.receive("b", { kind: "want", scopes: ["firmware"] }, other.send);
    say(snapshot(1));
    for (let i = 0; i < 150; i++) {
      pass(2_000);
      hub.receive("a", { kind: "want", scopes: ["fleet"] }, tab.send);
      say(frame(2 + i));
    }
    expect(open().at(-1)?.scopes).toEqual(["fleet"]);
  });
});

describe("when the stream is lost", () => {
  it("says so at once, and comes back by itself", () => {
    const { tab, sources, now, pass, say } = start();
    say(snapshot(1));
    pass(3_000);
    sources[0]?.on.failed(false);
    expect(tab.status()).toEqual({ word: "lost", since: now() });
    expect(sources).toHaveLength(1);
    pass(400);
    expect(sources).toHaveLength(2);
    say(snapshot(2));
    expect(tab.status()?.word).toBe("live");
  });

  it("takes 4.5 s of silence for a loss, from the last frame on, and tries anew beside it", () => {
    const { tab, sources, open, now, pass, say } = start();
    say(snapshot(1));
    const heardAt = now();
    pass(4_499);
    expect(tab.status()?.word).toBe("live");
    pass(1);
    expect(tab.status()).toEqual({ word: "lost", since: heardAt });
    expect(open()).toHaveLength(1);
    pass(400);
    expect(open()).toHaveLength(2);
    say(snapshot(2));
    expect(tab.status()?.word).toBe("live");
    expect(open()).toEqual([sources[1]]);
  });

  it("goes on with the silent one, if that speaks first", () => {
    const { tab, sources, open, pass, say } = start();
    say(snapshot(1));
    pass(4_600);
    sources[0]?.on.frame(heartbeat(2));
    expect(tab.status()?.word).toBe("live");
    pass(1_000);
    expect(sources).toHaveLength(1);
    pass(4_500);
    expect(open()).toHaveLength(2);
    sources[0]?.on.frame(heartbeat(3));
    expect(tab.status()?.word).toBe("live");
    expect(open()).toEqual([sources[0]]);
  });

  it("keeps the attempt that a tab has joined, though the silent one speaks first", () => {
    const { hub, sources, open, pass, say } = start();
    say(snapshot(1));
    pass(4_900);
    const late = createTestTab();
    hub.receive("b", { kind: "want", scopes: ["fleet"] }, late.send);
    expect(sources).toHaveLength(2);
    sources[0]?.on.frame(heartbeat(2));
    expect(open()).toHaveLength(2);
    sources[1]?.on.frame(snapshot(3));
    expect(late.frames().at(-1)).toMatchObject({ text: snapshot(3) });
    expect(open()).toEqual([sources[1]]);
  });

  it("gives up an attempt that brings nothing, and waits longer for the next", () => {
    const { sources, open, pass, say } = start();
    say(snapshot(1));
    pass(4_900);
    expect(sources).toHaveLength(2);
    pass(20_000);
    expect(open()).toEqual([sources[0]]);
    pass(800);
    expect(open()).toEqual([sources[0], sources[2]]);
    sources[0]?.on.failed(false);
    expect(open()).toEqual([sources[2]]);
    say(snapshot(2));
    expect(open().at(-1)).toBe(sources[2]);
  });

  it("tells a first stream that does not open, and goes on waiting for it", () => {
    const { tab, sources, now, open, pass, say } = start();
    const since = now();
    pass(4_500);
    expect(tab.status()).toEqual({ word: "lost", since });
    pass(5_000);
    expect(sources).toHaveLength(1);
    say(snapshot(1));
    expect(tab.status()?.word).toBe("live");
    expect(open()).toHaveLength(1);
  });

  it("keeps the running stream where a wider one is not given, and tries that again", () => {
    const { hub, tab, sources, open, pass, say } = start();
    say(snapshot(1));
    hub.receive("a", { kind: "want", scopes: ["firmware", "fleet"] }, tab.send);
    sources[1]?.on.failed(false);
    expect(tab.status()?.word).toBe("live");
    const late = createTestTab();
    hub.receive("b", { kind: "want", scopes: ["firmware"] }, late.send);
    expect(late.frames()).toHaveLength(0);
    pass(400);
    expect(open().at(-1)?.scopes).toEqual(["firmware", "fleet"]);
  });

  it("is not misled by a wall clock that somebody sets", () => {
    const { hub, tab, sources, pass, say, setClock } = start();
    say(snapshot(1));
    setClock(-3_600_000);
    pass(3_100);
    hub.receive("a", { kind: "wake", scopes: ["fleet"], rev: 1 }, tab.send);
    expect(tab.status()?.word).toBe("lost");
    expect(sources).toHaveLength(2);
  });

  it("waits longer after each vain try, and starts anew after a good one", () => {
    const { sources, pass, say, open } = start();
    for (const wait of [400, 800, 1600]) {
      open().at(-1)?.on.failed(false);
      const before = sources.length;
      pass(wait - 1);
      expect(sources).toHaveLength(before);
      pass(1);
      expect(sources).toHaveLength(before + 1);
    }
    say(snapshot(1));
    open().at(-1)?.on.failed(false);
    pass(400);
    expect(open()).toHaveLength(1);
  });

  it("comes back at once for a page that is looked at again", () => {
    const { hub, tab, sources, pass, say, open } = start();
    say(snapshot(1));
    pass(2_900);
    hub.receive("a", { kind: "wake", scopes: ["fleet"], rev: 1 }, tab.send);
    expect(sources).toHaveLength(1);
    pass(200);
    hub.receive("a", { kind: "wake", scopes: ["fleet"], rev: 1 }, tab.send);
    expect(sources).toHaveLength(2);
    expect(tab.status()?.word).toBe("lost");
    open().at(-1)?.on.failed(false);
    hub.receive("a", { kind: "wake", scopes: ["fleet"], rev: 1 }, tab.send);
    expect(sources).toHaveLength(3);
  });

  it("asks for a new snapshot for a page that missed frames", () => {
    const { hub, tab, sources, say } = start();
    say(snapshot(4));
    hub.receive("a", { kind: "wake", scopes: ["fleet"], rev: 4 }, tab.send);
    expect(sources).toHaveLength(1);
    hub.receive("a", { kind: "wake", scopes: ["fleet"], rev: 3 }, tab.send);
    expect(sources).toHaveLength(2);
    say(snapshot(5));
    expect(tab.frames().at(-1)).toMatchObject({ text: snapshot(5) });
  });

  it.each(["<html>502</html>", "", heartbeat(2).slice(0, -1), heartbeat(2).replace("heartbeat", "other"), "{}"])(
    "does not believe what is no frame: %s",
    (text) => {
      const { tab, open, say } = start();
      say(snapshot(1));
      say(text);
      expect(tab.frames()).toHaveLength(1);
      expect(tab.status()?.word).toBe("lost");
      expect(open()).toHaveLength(0);
    },
  );
});

describe("when the server refuses or says goodbye", () => {
  it("sends to the sign-in after a 401 and tries no more", async () => {
    const { tab, open, answerProbes, pass } = start();
    answerProbes(401);
    open()[0]?.on.failed(true);
    await Promise.resolve();
    expect(tab.kinds()).toContain("signedOut");
    pass(60_000);
    expect(open()).toHaveLength(0);
  });

  it.each([403, 404])("asks for the page again after a %i, and goes on trying", async (status) => {
    const { tab, open, answerProbes, pass } = start();
    answerProbes(status);
    open()[0]?.on.failed(true);
    await Promise.resolve();
    expect(tab.kinds()).toContain("refresh");
    pass(400);
    expect(open()).toHaveLength(1);
  });

  it("goes on trying after a 503", async () => {
    const { tab, open, answerProbes, pass } = start();
    answerProbes(503);
    open()[0]?.on.failed(true);
    await Promise.resolve();
    expect(tab.kinds()).not.toContain("refresh");
    pass(400);
    expect(open()).toHaveLength(1);
  });

  it("looks whether the sign-in is renewed when the stream ends with it", async () => {
    const { tab, open, answerProbes, pass, say } = start();
    say(snapshot(1));
    answerProbes(200);
    say(bye("signInEnded"));
    await Promise.resolve();
    expect(tab.kinds()).not.toContain("signedOut");
    pass(400);
    expect(open()).toHaveLength(1);
  });

  it("asks for the page again when rights changed, and hands no goodbye on as a frame", () => {
    const { tab, say } = start();
    say(snapshot(1));
    say(bye("rightsChanged"));
    expect(tab.kinds()).toContain("refresh");
    expect(tab.frames()).toHaveLength(1);
  });

  it("lets a server that stops come up first", () => {
    const { open, pass, say } = start();
    say(snapshot(1));
    say(bye("stopping"));
    pass(499);
    expect(open()).toHaveLength(0);
    pass(1);
    expect(open()).toHaveLength(1);
  });

  it("ends for all tabs when one signs out", () => {
    const { hub, tab, open, say } = start();
    const other = createTestTab();
    hub.receive("b", { kind: "want", scopes: ["fleet"] }, other.send);
    say(snapshot(1));
    hub.receive("a", { kind: "signedOut" }, tab.send);
    expect(other.kinds()).toContain("signedOut");
    expect(open()).toHaveLength(0);
  });
});
