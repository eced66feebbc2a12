import { useTranslations } from "next-intl";

const verdicts = {
  valid: "valid",
  "valid, not for billing": "notForBilling",
  invalid: "invalid",
  unsigned: "unsigned",
  "no key": "noKey",
  "cannot be checked": "notChecked",
} as const;

const reasons = [
  "signed",
  "noRecord",
  "noSignature",
  "noKeyGiven",
  "signatureSection",
  "algorithm",
  "encoding",
  "unreadableKey",
  "otherCurve",
  "otherSignature",
  "unreadablePayload",
  "noReadings",
  "noSession",
  "noBilledRegister",
  "noBegin",
  "severalBegins",
  "noEnd",
  "severalEnds",
  "fallingEnergy",
  "noTime",
  "endBeforeStart",
  "readingState",
  "energyUnusable",
  "identification",
  "timeNotTold",
  "relativeStart",
  "eventCounter",
  "otherMeter",
  "pageMissing",
] as const;

/** A verdict on signed readings, and why it is so, in words; what a newer server tells, by its name. */
export function useVerdictWords(): { verdict(name: keyof typeof verdicts): string; reason(name: string): string } {
  const t = useTranslations("signedReadings");
  return {
    verdict: (name) => t(`verdicts.${verdicts[name]}`),
    reason(name) {
      const known = reasons.find((reason) => reason === name);
      return known === undefined ? name : t(`reasons.${known}`);
    },
  };
}
