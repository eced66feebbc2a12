import { CircleArrowUp, CircleCheck, CircleQuestionMark, CircleSlash, Hourglass, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FirmwareView } from "../../lib/contract/view";
import { Pill } from "../ui/pill";

/** Where a charger's firmware stands, in a word. */
export function FirmwareMark({ firmware }: { firmware: FirmwareView }) {
  const t = useTranslations("firmwarePage");
  if (firmware.upgrade === "carLeaves")
    return (
      <Pill icon={Hourglass} text="text-waiting" ground="bg-waiting-soft">
        {t("carLeaves")}
      </Pill>
    );
  if (firmware.upgrade === "running")
    return (
      <Pill icon={RefreshCw} text="text-finished" ground="bg-finished-soft">
        {t("running")}
      </Pill>
    );
  if (firmware.upgrade === "unchanged")
    return (
      <Pill icon={CircleSlash} text="text-bad" ground="bg-bad-soft">
        {t("unchanged")}
      </Pill>
    );
  if (firmware.behind === null)
    return (
      <Pill icon={CircleQuestionMark} text="text-idle" ground="bg-idle-soft">
        {t("unknown")}
      </Pill>
    );
  return firmware.behind ? (
    <Pill icon={CircleArrowUp} text="text-waiting" ground="bg-waiting-soft">
      {t("behind")}
    </Pill>
  ) : (
    <Pill icon={CircleCheck} text="text-charging" ground="bg-charging-soft">
      {t("upToDate")}
    </Pill>
  );
}
