import { useState } from "react";
import { type Refusal, sendCommand } from "../../lib/client/send-command";
import type { CommandKind } from "../../lib/domain/command";

export type Asked = { word: "asking" } | { word: "asked"; commandId: string } | { word: "refused"; refusal: Refusal };

/** What this page has asked of a charger, by kind. Only the charger's own word makes it more than asked. */
export function useCommand(deviceId: string) {
  const [asked, setAsked] = useState<Partial<Record<CommandKind, Asked>>>({});

  async function ask(kind: CommandKind): Promise<void> {
    if (asked[kind]?.word === "asking") return;
    setAsked((before) => ({ ...before, [kind]: { word: "asking" } }));
    const sent = await sendCommand(deviceId, kind);
    const now: Asked = sent.ok
      ? { word: "asked", commandId: sent.commandId }
      : { word: "refused", refusal: sent.refusal };
    setAsked((before) => ({ ...before, [kind]: now }));
  }

  return { asked, ask };
}
