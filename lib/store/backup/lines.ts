import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { exists } from "../embedded-postgres/cluster/binaries";
import { BackupFault } from "./fault";

/** Longer than any line that is written, so that a file of another kind is not read into memory whole. */
const longestLine = 256 * 1024 * 1024;

const faultOf = (error: unknown, words: string) =>
  new BackupFault(`${words}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });

async function persist(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes lines into a new compressed file that its owner alone may read. It is there whole, on the disk, or not at all.
 * @throws BackupFault when the file exists already or cannot be written; what `lines` throws passes through.
 */
export async function writeLines(file: string, lines: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  const taken = await exists(file).catch((error: unknown) =>
    Promise.reject(faultOf(error, `${file} cannot be written`)),
  );
  if (taken) throw new BackupFault(`${file} exists already: name a new file.`);
  const making = join(dirname(file), `.${basename(file)}.${randomBytes(4).toString("hex")}`);
  let failure: { error: unknown } | null = null;
  async function* noted() {
    try {
      for await (const line of lines) yield `${line}\n`;
    } catch (error) {
      failure = { error };
      throw error;
    }
  }
  try {
    signal.throwIfAborted();
    // Opened here: a stream that opens by itself may do so after it was destroyed, and leave an empty file.
    const handle = await open(making, "wx", 0o600);
    try {
      await pipeline(Readable.from(noted()), createGzip(), handle.createWriteStream(), { signal });
    } finally {
      await handle.close();
    }
    await persist(making);
    await rename(making, file);
    await persist(dirname(file));
  } catch (error) {
    await rm(making, { force: true });
    if (signal.aborted) throw new BackupFault("Ended before it was whole: nothing was written.", { cause: error });
    if (failure !== null) throw error;
    throw faultOf(error, `${file} could not be written`);
  }
}

/** The lines of a compressed file, without their ends, as they were written. @throws BackupFault for a damaged file. */
export async function* readLines(file: string): AsyncGenerator<Buffer> {
  const raw = createReadStream(file);
  const text = raw.pipe(createGunzip());
  raw.once("error", (error) => text.destroy(error));
  let parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of text) {
      let rest: Buffer = chunk;
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        yield Buffer.concat([...parts, rest.subarray(0, end)]);
        parts = [];
        bytes = 0;
        rest = rest.subarray(end + 1);
      }
      parts.push(rest);
      bytes += rest.length;
      if (bytes > longestLine) throw new Error("a line has no end");
    }
    if (bytes > 0) throw new Error("it is cut short");
  } catch (error) {
    throw faultOf(error, `${file} cannot be read as a backup`);
  } finally {
    raw.destroy();
  }
}
