import type { SettingsView } from "../../lib/contract/view";
import { AvailableDialog } from "./dialogs/available-dialog";
import { LimitsDialog } from "./dialogs/limits-dialog";
import { NormalDialog } from "./dialogs/normal-dialog";
import { ScheduleDialog } from "./dialogs/schedule-dialog";
import type { Open } from "./set-buttons";
import { WallLinksDialog } from "./wall-links/wall-links-dialog";

interface Props {
  open: Open;
  installationId: string;
  settings: SettingsView;
  nowA: SettingsView["availableA"] | null;
  mainFuseA: number;
  onClose(): void;
}

/** The dialog that a button of the section opens. */
export function SettingDialog({ open, installationId, settings, nowA, mainFuseA, onClose }: Props) {
  const common = { installationId, onClose };
  const { availableA, override, schedule } = settings;
  switch (open) {
    case "now":
      return (
        <AvailableDialog {...common} availableA={override?.availableA ?? nowA ?? availableA} mainFuseA={mainFuseA} />
      );
    case "normal":
      return <NormalDialog {...common} />;
    case "schedule":
      return <ScheduleDialog {...common} schedule={schedule} availableA={availableA} mainFuseA={mainFuseA} />;
    case "limits":
      return <LimitsDialog {...common} settings={settings} mainFuseA={mainFuseA} />;
    case "wall":
      return <WallLinksDialog {...common} />;
  }
}
