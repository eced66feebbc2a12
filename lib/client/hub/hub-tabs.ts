import type { FromHub } from "./hub-protocol";

/** Tabs repeat what they want about once a minute even when hidden; one not heard for this long has crashed or is frozen. */
const forgottenMs = 4 * 60_000;

interface Tab {
  send(message: FromHub): void;
  scopes: readonly string[];
  heardAt: number;
}

/** The tabs that share a hub, and the union of what they want. */
export function createTabs() {
  const tabs = new Map<string, Tab>();
  return {
    /** Notes what a tab wants; true: the tab is new here. */
    want(id: string, scopes: readonly string[], send: (message: FromHub) => void, now: number): boolean {
      const joins = !tabs.has(id);
      tabs.set(id, { send, scopes, heardAt: now });
      return joins;
    },
    leave(id: string): void {
      tabs.delete(id);
    },
    /** Forgets tabs that have not been heard for long; they say what they want when they wake. */
    prune(now: number): void {
      for (const [id, tab] of tabs) if (now - tab.heardAt > forgottenMs) tabs.delete(id);
    },
    union(): string[] {
      return [...new Set([...tabs.values()].flatMap((tab) => tab.scopes))].sort();
    },
    send(id: string, message: FromHub): void {
      tabs.get(id)?.send(message);
    },
    broadcast(message: FromHub): void {
      for (const tab of tabs.values()) tab.send(message);
    },
  };
}
