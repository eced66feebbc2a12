import { randomBytes, timingSafeEqual } from "node:crypto";
import { scryptHash } from "./hashing";

// OWASP's password storage cheat sheet, one of its equivalent scrypt settings: 32 MiB, three lanes.
const present = { log2N: 15, r: 8, p: 3 };
const saltBytes = 16;
const hashBytes = 32;
const passwordLength = { least: 12, most: 1_024 };

function hash(password: string, salt: Buffer, { log2N, r, p }: typeof present): Promise<Buffer> {
  const options = { N: 2 ** log2N, r, p, maxmem: 256 * 2 ** 20 };
  return scryptHash({ password: password.normalize("NFKC"), salt, keyLength: hashBytes, options });
}

/** Why a new password is refused, in words; null: it is fine. */
export function passwordFault(password: string): string | null {
  if ([...password].length < passwordLength.least)
    return `The password is shorter than ${passwordLength.least} characters.`;
  if (password.length > passwordLength.most) return `The password is longer than ${passwordLength.most} characters.`;
  if (new Set(password).size < 5) return "The password repeats fewer than five different characters.";
  return null;
}

/** `scrypt$log2N$r$p$salt$hash`, base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await hash(password, salt, present);
  const { log2N, r, p } = present;
  return ["scrypt", log2N, r, p, salt.toString("base64"), key.toString("base64")].join("$");
}

const unmatchable = Buffer.alloc(hashBytes);
const someSalt = randomBytes(saltBytes);

/**
 * Whether `password` is the one that was hashed. With null (no such person, or one who has no password) it costs the same and
 * is false, so that the time does not tell who exists.
 */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [kind, log2N, r, p, salt, key] = stored?.split("$") ?? [];
  const known = kind === "scrypt" && salt && key;
  const given = password.slice(0, passwordLength.most + 1);
  if (!known) {
    timingSafeEqual(await hash(given, someSalt, present), unmatchable);
    return false;
  }
  const settings = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  const expected = Buffer.from(key, "base64");
  const found = await hash(given, Buffer.from(salt, "base64"), settings);
  return found.length === expected.length && timingSafeEqual(found, expected);
}
