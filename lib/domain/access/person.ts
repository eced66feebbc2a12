import type { InstallationId } from "../ids";

export const roles = ["owner", "manager", "support"] as const;
export type Role = (typeof roles)[number];

export interface Person {
  id: string;
  email: string;
  name: string;
  role: Role;
  /** The installations of an owner or manager; support sees all, whatever stands here. */
  installationIds: readonly InstallationId[];
}
