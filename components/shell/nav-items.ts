import { BatteryCharging, Building2, Cpu, FileText, LifeBuoy, type LucideIcon } from "lucide-react";
import { mayOpenPage, type Page } from "../../lib/domain/access/access";
import type { Actor } from "../../lib/domain/access/actor";

const items: readonly { page: Page; href: string; icon: LucideIcon; under: readonly string[] }[] = [
  { page: "installations", href: "/", icon: Building2, under: ["/installations", "/chargers"] },
  { page: "sessions", href: "/sessions", icon: BatteryCharging, under: ["/sessions"] },
  { page: "reports", href: "/reports", icon: FileText, under: ["/reports"] },
  { page: "firmware", href: "/firmware", icon: Cpu, under: ["/firmware"] },
  { page: "support", href: "/support", icon: LifeBuoy, under: ["/support"] },
];

/** The pages that exist and that the person may open. */
export const navItems = (person: Actor) => items.filter(({ page }) => mayOpenPage(person, page));
