import { browserSurroundings } from "./browser-surroundings";
import { createHub, type Hub } from "./hub";
import { type FromHub, isFromHub, isToHub, type OpenLink, type ToHub } from "./hub-protocol";
import { requestId } from "./request-id";

const answerLimitMs = 700;

interface Envelope {
  to: string;
  from: string;
  body: unknown;
}

function isEnvelope(value: unknown): value is Envelope {
  return typeof value === "object" && value !== null && "to" in value && "from" in value && "body" in value;
}

/**
 * Where shared workers are missing (Chrome on Android): the tab that holds the lock is the leader and runs the hub, the
 * others reach it over a broadcast channel. A leader that was frozen in the background does not answer; then the tab that
 * is being looked at takes the lock away from it.
 */
export const openLeaderLink: OpenLink = (name, take) => {
  const me = requestId();
  const channel = new BroadcastChannel(name);
  const post = (to: string, body: ToHub | FromHub) => channel.postMessage({ to, from: me, body } satisfies Envelope);
  let hub: Hub | null = null;
  let closed = false;
  let release = () => {};
  let lastWant: ToHub | null = null;
  let overdue: ReturnType<typeof setTimeout> | undefined;

  function tell(message: ToHub): void {
    if (hub) hub.receive(me, message, take);
    else post("leader", message);
  }

  function lead(): Promise<void> {
    if (closed || hub) return Promise.resolve();
    hub = createHub(browserSurroundings);
    clearTimeout(overdue);
    if (lastWant) tell(lastWant);
    post("everybody", { kind: "closing" });
    return new Promise((resolve) => {
      release = resolve;
    });
  }

  function stopLeading(): void {
    const old = hub;
    hub = null;
    old?.close();
    release();
  }

  function apply(steal: boolean): void {
    navigator.locks
      .request(name, steal ? { steal } : {}, lead)
      .catch(() => stopLeading()) // The lock was taken away: another tab leads now.
      .finally(() => {
        if (!closed) apply(false);
      });
  }

  channel.addEventListener("message", ({ data }) => {
    if (!isEnvelope(data)) return;
    const { to, from, body } = data;
    if (to === "leader" && hub && isToHub(body)) hub.receive(from, body, (answer) => post(from, answer));
    if ((to !== me && to !== "everybody") || hub || !isFromHub(body)) return;
    clearTimeout(overdue);
    if (body.kind === "closing" && lastWant) tell(lastWant);
    else take(body);
  });
  apply(false);

  return {
    send(message) {
      if (message.kind === "want") lastWant = message;
      tell(message);
      const answered = message.kind === "want" || message.kind === "wake";
      if (!answered || hub || document.visibilityState === "hidden") return;
      clearTimeout(overdue);
      overdue = setTimeout(() => apply(true), answerLimitMs);
    },
    close() {
      closed = true;
      clearTimeout(overdue);
      tell({ kind: "leave" });
      stopLeading();
      channel.close();
    },
  };
};
