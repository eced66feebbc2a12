import { useState } from "react";
import { type Refusal, sendCommand } from "../../lib/client/api/send-command";
import { useLiveContext } from "../../lib/client/state/live-context";
import type { CommandKind } from "../../lib/domain/command/command";

/** `at`: when the server answered, by its own clock, ms. */
export type Asked =
  | { word: "asking" }
  | { word: "asked"; commandId: string; at: number }
  | { word: "refused"; refusal: Refusal; at: number };

const opposite: Partial<Record<CommandKind, CommandKind>> = { start: "stop", stop: "start" };

/** What this page has asked of a charger, by kind. Only the charger's own word makes it more than asked. A start overtakes a stop. */
export function useCommand(deviceId: string) {
  const { clock } = useLiveContext();
  const [asked, setAsked] = useState<Partial<Record<CommandKind, Asked>>>({});

  async function ask(kind: CommandKind): Promise<void> {
    if (asked[kind]?.word === "asking") return;
    setAsked(({ [opposite[kind] ?? kind]: _overtaken, ...others }) => ({ ...others, [kind]: { word: "asking" } }));
    const sent = await sendCommand(deviceId, kind);
    const at = clock.now();
    const now: Asked = sent.ok
      ? { word: "asked", commandId: sent.commandId, at }
      : { word: "refused", refusal: sent.refusal, at };
    setAsked((before) => ({ ...before, [kind]: now }));
  }

  return { asked, ask };
}
