import { useTranslations } from "next-intl";
import type { ChargerMoment } from "../../lib/contract/moment";
import { presenceLooks } from "../charger/presence-look";
import { stateLooks } from "../charger/state-look";
import { useMomentWords } from "./use-moment-words";

interface Props {
  charger: Pick<ChargerMoment, "state" | "presence">;
  at: number;
}

/** What a charger did, and how it could be heard where it could not. */
export function MomentState({ charger: { state, presence }, at }: Props) {
  const t = useTranslations("presence");
  const moment = useTranslations("moment");
  const words = useMomentWords(at);
  const look = stateLooks[state === null ? "unknown" : state.value === "waiting" ? "waitingForCurrent" : state.value];
  const { icon: PresenceIcon, text } = presenceLooks[presence.word];
  const isOld = state?.old === true;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className={`inline-flex items-center gap-1.5 font-medium ${isOld ? "old" : look.text}`}>
        <look.icon aria-hidden="true" className="size-4 shrink-0" strokeWidth={2.25} />
        {words.state(state)}
      </span>
      {presence.word !== "online" && (
        <span className={`inline-flex items-center gap-1.5 text-[0.8125rem] ${text}`}>
          <PresenceIcon aria-hidden="true" className="size-3.5 shrink-0" />
          {presence.word === "unknown" ? moment("presenceUnknown") : t(presence.word)}
        </span>
      )}
    </span>
  );
}
