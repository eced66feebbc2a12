import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { verifyOcmf } from "./verify";

/** Records of real meters and of other projects, each with its source's own verdict; they are not part of this project. */
const folder = resolve(import.meta.dirname, "../../../shared/ocmf");
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".json")) : [];

const sample = z.object({
  ocmf: z.string(),
  publicKey: z.string().nullable(),
  expected: z.enum(["valid", "invalid", "unsigned", "nokey"]),
  keyId: z.string().nullable().optional(),
});

const title = "every sample of real meters gets the verdict that its source gives it";
const body = () => {
  const told = Object.fromEntries(
    files.map((file) => {
      const { ocmf, publicKey, expected, keyId } = sample.parse(JSON.parse(readFileSync(join(folder, file), "utf8")));
      const [only, ...others] = verifyOcmf(ocmf, publicKey);
      expect(others, file).toEqual([]);
      if (only?.keyId) expect(only.keyId, file).toBe(keyId);
      const verdict = only?.verdict === "valid, not for billing" ? "valid" : only?.verdict;
      return [file, { verdict: verdict === "no key" ? "nokey" : verdict, expected }];
    }),
  );
  for (const [file, { verdict, expected }] of Object.entries(told)) expect(verdict, file).toBe(expected);
};

if (files.length > 0) test(title, body);
else test.skip(`${title} (left out: there are no samples at ${folder})`, body);
