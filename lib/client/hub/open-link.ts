import { openDirectLink } from "./direct-link";
import { openLeaderLink } from "./leader-link";
import type { OpenLink } from "./link";
import { workerLink } from "./worker-link";

const withoutWorker: OpenLink = (name, take) => {
  if (typeof BroadcastChannel === "function" && "locks" in navigator) return openLeaderLink(name, take);
  return openDirectLink(name, take);
};

/** The best way to one stream per browser that this browser knows. */
export const openLink: OpenLink = (name, take) => {
  if (typeof SharedWorker === "function") return workerLink(withoutWorker)(name, take);
  return withoutWorker(name, take);
};
