import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { escaped } from "../../lib/domain/plain-text";
import { useWarningWords } from "../charger/use-warning-words";
import { useReason } from "../command/use-reason";
import { inWords } from "../live/units";
import { useUnits } from "../live/use-units";
import type { Mark } from "./model/marks";

export interface MarkWords {
  what: string;
  /** Null: nobody, or nobody that is known. */
  who: string | null;
  /** What came of it; null: it is no command. */
  outcome: string | null;
}

const levels = ["error", "warning", "information"] as const;

/** What happened, by whom, and what came of it. */
export function useMarkWords(): (mark: Mark) => MarkWords {
  const t = useTranslations("timeline");
  const names = useTranslations("commandNames");
  const stages = useTranslations("stages");
  const reason = useReason();
  const warning = useWarningWords();
  const units = useUnits();
  return useCallback(
    (mark) => {
      const only = (what: string): MarkWords => ({ what, who: null, outcome: null });
      const setting = (value: unknown) => {
        if (typeof value === "boolean") return t(value ? "yes" : "no");
        if (typeof value === "number") return inWords(units.limitA(value));
        return escaped(String(value));
      };
      switch (mark.kind) {
        case "command": {
          const { kind, by, course } = mark.command;
          const last = course.at(-1);
          const why = last?.reason == null ? "" : `: ${reason(last.reason)}`;
          return {
            what: names(kind),
            who: by.name,
            outcome: last === undefined ? null : `${stages(last.stage)}${why}`,
          };
        }
        case "warning":
          return only(t(mark.isSet ? "warningSet" : "warningGone", { name: warning(mark.name).title }));
        case "firmware":
          return only(
            t("changed", { name: t(`firmware.${mark.key}`), before: escaped(mark.before), after: escaped(mark.after) }),
          );
        case "setting": {
          const value = mark.key === "maxPhases" ? String : setting;
          return only(
            t("changed", { name: t(`settings.${mark.key}`), before: value(mark.before), after: value(mark.after) }),
          );
        }
        case "event": {
          const level = levels.find((one) => one === mark.level) ?? "other";
          return only(t("event", { level: t(`levels.${level}`), message: escaped(mark.message) }));
        }
      }
    },
    [t, names, stages, reason, warning, units],
  );
}

/** In one line: what, by whom, what came of it. */
export const inOneLine = ({ what, who, outcome }: MarkWords): string =>
  [what, who, outcome].filter((part) => part !== null).join(", ");
