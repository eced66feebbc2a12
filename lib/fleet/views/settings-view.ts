import type { AvailableView, SettingsView } from "../../contract/view";
import type { LiveInstallation } from "../state/installation";

/** Why the available current is what it is. */
export function availableView({ available, meter }: LiveInstallation): AvailableView {
  const { source, until, nextChangeAt } = available;
  if (meter === null) return { source, until, nextChangeAt, meter };
  const { currentA, at, unusable } = meter;
  return { source, until, nextChangeAt, meter: { currentA, at, ...(unusable && { unusable }) } };
}

/** What people have set; an override that has ended is none any more. */
export function settingsView({ installation }: LiveInstallation, now: number): SettingsView {
  const { availableA, schedule, override, switchCurrentA, imbalanceLimitA, cloudPaced, meter } = installation;
  const still = override !== null && now < override.until ? override : null;
  return { availableA, schedule, override: still, switchCurrentA, imbalanceLimitA, cloudPaced, meter };
}
