"use client";

import { memo, useState } from "react";
import type { Command } from "../../lib/domain/command/command";
import type { DeviceId } from "../../lib/domain/ids";
import { usePart } from "../ui/use-part";
import { CommandList } from "./command-list";
import { endOfTold } from "./log-list";

const loadWhole = async () => (await import("./whole-command-log")).default;

interface Props {
  deviceId: DeviceId;
  /** The newest, as the page is told them; null: it has not been told yet. */
  commands: readonly Command[] | null;
}

/** Every command with who gave it, and what came of it; newest first. Older ones, and what asks for them, come when they are asked for. */
export const CommandLog = memo(function CommandLog({ deviceId, commands: told }: Props) {
  const [asked, setAsked] = useState(false);
  const { part: Whole, failed, again } = usePart(loadWhole, !asked);
  if (Whole !== null && told !== null) return <Whole deviceId={deviceId} told={told} />;
  return (
    <CommandList
      commands={told}
      more={told !== null && endOfTold(told) !== null}
      loading={asked && !failed}
      fault={failed ? "failed" : null}
      onShow={asked ? again : () => setAsked(true)}
    />
  );
});
