import type * as z from "zod/mini";
import type { PriceFileFault } from "../../prices/price-file";
import { plainRefusal, type Refusal, refusalFrom } from "./send-command";

export type Uploaded<T> =
  | { ok: true; value: T }
  /** `faults`: what is wrong in the file; empty where that is not why. */
  | { ok: false; refusal: Refusal; faults: readonly PriceFileFault[] };

type Expected<T> = (shapes: typeof import("./api-shapes")) => z.ZodMiniType<T>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no answer that is known, which the caller says.
    return null;
  }
}

/**
 * Sends a file of comma-separated values, and tells how much of it is on its way.
 * @param progress 0 to 1
 */
export async function uploadCsv<T>(
  path: string,
  file: Blob,
  expected: Expected<T>,
  progress: (share: number) => void,
): Promise<Uploaded<T>> {
  const shapes = await import("./api-shapes").catch(() => null);
  return new Promise((resolve) => {
    const refused = (refusal: Refusal, faults: readonly PriceFileFault[] = []) =>
      resolve({ ok: false, refusal, faults });
    if (shapes === null) return refused(plainRefusal("unreachable"));
    // What `fetch` sends, no browser tells how far it has come.
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("content-type", "text/csv");
    request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 0 : loaded / total);
    request.onerror = () => refused(plainRefusal("unreachable"));
    request.onabort = () => refused(plainRefusal("unreachable"));
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status !== 200) {
        const faulty = shapes.faultyFile.safeParse(body);
        return refused(refusalFrom(body), faulty.success ? faulty.data.faults : []);
      }
      const read = expected(shapes).safeParse(body);
      if (read.success) resolve({ ok: true, value: read.data });
      else refused(plainRefusal("internal"));
    };
    request.send(file);
  });
}
