import { useTranslations } from "next-intl";
import type { PriceFileFault } from "../../../lib/prices/price-file";

/** Why a price file cannot be taken, in words. */
export function useFaultWords(): (fault: PriceFileFault) => string {
  const t = useTranslations("prices.published.faults");
  return (fault) => {
    switch (fault.code) {
      case "empty":
      case "notUtf8":
        return t(fault.code);
      case "tooManyLines":
      case "tooManyQuarters":
        return t(fault.code, { most: fault.most });
      case "unknownForm":
        return t(fault.code, { line: fault.line });
      case "columns":
        return t(fault.code, { line: fault.line, wanted: fault.wanted, given: fault.given });
      case "count":
        return t(fault.code, { given: fault.given, quarters: fault.wanted[0], hours: fault.wanted[1] });
      case "overlap":
        return t(fault.code, { first: fault.first, second: fault.second });
      default:
        return t(fault.code, { line: fault.line, given: fault.given });
    }
  };
}
