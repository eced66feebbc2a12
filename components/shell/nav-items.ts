import { Building2, Cpu, LifeBuoy, type LucideIcon } from "lucide-react";
import { mayOpenPage, type Page } from "../../lib/domain/access/access";
import type { Person } from "../../lib/domain/access/person";

const items: readonly { page: Page; href: string; icon: LucideIcon; under: readonly string[] }[] = [
  { page: "installations", href: "/", icon: Building2, under: ["/installations", "/chargers"] },
  { page: "firmware", href: "/firmware", icon: Cpu, under: ["/firmware"] },
  { page: "support", href: "/support", icon: LifeBuoy, under: ["/support"] },
];

/** The pages that exist and that the person may open. */
export const navItems = (person: Pick<Person, "role" | "installationIds">) =>
  items.filter(({ page }) => mayOpenPage(person, page));
