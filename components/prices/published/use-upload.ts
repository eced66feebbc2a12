import { useState } from "react";
import { type Uploaded, uploadCsv } from "../../../lib/client/api/upload";
import { useQueries } from "../../../lib/client/state/use-queries";
import type { PublishedFileAnswer } from "../../../lib/contract/prices";
import type { InstallationId } from "../../../lib/domain/ids";
import type { PriceUnit } from "../../../lib/prices/slots";
import { publishedKey, publishedPath } from "./use-published";

export const mostBytes = 8 * 1024 * 1024;

/** How far a file is, and what became of it. */
export type Upload =
  | { step: "none" }
  | { step: "tooLarge"; name: string }
  | { step: "sending"; name: string; share: number }
  | { step: "done"; name: string; answer: Uploaded<PublishedFileAnswer> };

/** Sends one file at a time. */
export function useUpload(id: InstallationId) {
  const queries = useQueries();
  const [upload, setUpload] = useState<Upload>({ step: "none" });

  async function send(file: File, unit: PriceUnit, currency: string): Promise<void> {
    if (upload.step === "sending") return;
    const { name } = file;
    if (file.size > mostBytes) return setUpload({ step: "tooLarge", name });
    setUpload({ step: "sending", name, share: 0 });
    const answer = await uploadCsv(
      `${publishedPath(id)}?${new URLSearchParams({ unit, currency })}`,
      file,
      (shapes) => shapes.publishedFile,
      (share) => setUpload({ step: "sending", name, share }),
    );
    setUpload({ step: "done", name, answer });
    if (answer.ok) await queries.invalidateQueries({ queryKey: publishedKey(id) });
  }
  return { upload, send };
}
