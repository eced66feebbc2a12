import { useLocale } from "next-intl";
import { type Units, unitsOf } from "./units";

export const useUnits = (): Units => unitsOf(useLocale());
