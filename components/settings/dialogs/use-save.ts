import { useState } from "react";
import type { Asked } from "../../../lib/client/api/ask";
import { useSettingsRefusal } from "./use-settings-refusal";

/** Sends what a dialog asks for; `onDone` when it was taken. */
export function useSave(onDone: () => void) {
  const words = useSettingsRefusal();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  async function save(send: () => Promise<Asked<unknown>>): Promise<void> {
    if (busy) return;
    setBusy(true);
    setFault(null);
    const answer = await send();
    setBusy(false);
    if (answer.ok) onDone();
    else setFault(words(answer.refusal));
  }

  return { busy, fault, setFault, save };
}
