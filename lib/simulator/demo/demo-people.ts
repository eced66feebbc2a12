import type { Person } from "../../domain/access/person";

/** Sample people of the demo: nobody real, no passwords. The manager sees one installation only. */
export const demoPeople: readonly Person[] = [
  {
    id: "demo-owner",
    email: "owner@demo.invalid",
    name: "Olivia Sample (owner)",
    role: "owner",
    installationIds: ["sample-cooperative", "sample-car-park", "sample-depot"],
  },
  {
    id: "demo-manager",
    email: "manager@demo.invalid",
    name: "Max Sample (facility manager)",
    role: "manager",
    installationIds: ["sample-car-park"],
  },
  {
    id: "demo-support",
    email: "support@demo.invalid",
    name: "Sam Sample (support)",
    role: "support",
    installationIds: [],
  },
];
