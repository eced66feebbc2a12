import { describe, expect, it } from "vitest";
import { hashPassword, passwordFault, passwordMatches } from "./password";

// Hashing is slow on purpose, and slower on a busy machine.
describe("passwords", { timeout: 60_000 }, () => {
  it("match what was hashed, and nothing else", async () => {
    const stored = await hashPassword("correct horse battery");
    expect(await passwordMatches("correct horse battery", stored)).toBe(true);
    expect(await passwordMatches("correct horse batter", stored)).toBe(false);
    expect(await passwordMatches("", stored)).toBe(false);
    expect(await passwordMatches("correct horse battery", null)).toBe(false);
  });

  it("are hashed with a salt of their own and the parameters beside it", async () => {
    const [one, other] = await Promise.all([hashPassword("same same same"), hashPassword("same same same")]);
    expect(one).not.toBe(other);
    expect(one).toMatch(/^scrypt\$15\$8\$3\$[A-Za-z0-9+/=]{24}\$[A-Za-z0-9+/=]{44}$/);
  });

  it("match however the keyboard composes a letter", async () => {
    const stored = await hashPassword("Gar\u00e4geneinfahrt");
    expect(await passwordMatches("Gara\u0308geneinfahrt", stored)).toBe(true);
  });

  it("never match a hash that is none", async () => {
    for (const stored of ["", "x", "scrypt$15$8$3$AAAA$", "bcrypt$15$8$3$AAAA$AAAA"])
      expect(await passwordMatches("", stored)).toBe(false);
  });

  it.each([
    ["short", "The password is shorter than 12 characters."],
    ["\u{1F50C}".repeat(11), "The password is shorter than 12 characters."],
    ["x".repeat(1_025), "The password is longer than 1024 characters."],
    ["aaaaaaaaaaaabbb", "The password repeats fewer than five different characters."],
    ["correct horse battery", null],
  ])("are judged: %s", (password, fault) => {
    expect(passwordFault(password)).toBe(fault);
  });
});
