import type { HubSurroundings } from "./browser-surroundings";
import type { FromHub, ToHub } from "./hub-protocol";
import { createTabs } from "./hub-tabs";
import { covers, createSharedStream } from "./shared-stream";

export interface Hub {
  receive(tabId: string, message: ToHub, send: (message: FromHub) => void): void;
  close(): void;
}

const lingerMs = 20_000;

/**
 * The one stream of a browser, shared by its tabs: asks for the union of their scopes and hands every frame to all of them, as
 * it came. It holds no state of its own: a tab that joins, or has missed frames, gets a new snapshot, with all others.
 */
export function createHub(world: HubSurroundings): Hub {
  const tabs = createTabs();
  let stopLinger: (() => void) | null = null;
  let ended = false;

  const stream = createSharedStream(world, () => (ended ? [] : tabs.union()), {
    frame: (text, receivedAt) => tabs.broadcast({ kind: "frame", text, receivedAt }),
    alive(at) {
      tabs.prune(at);
      settle();
    },
    status: (status) => tabs.broadcast({ kind: "status", status }),
    refused: (scopes) => void askWhy(scopes),
    bye(reason, scopes) {
      if (reason === "signInEnded") void askWhy(scopes);
      if (reason === "rightsChanged") tabs.broadcast({ kind: "refresh" });
    },
  });

  /** An event source that was refused does not say why; the status does. */
  async function askWhy(scopes: readonly string[]): Promise<void> {
    const answer = await world.probe(scopes);
    if (answer === 401) endSignIn();
    else if (answer === 403 || answer === 404) tabs.broadcast({ kind: "refresh" });
  }

  function endSignIn(): void {
    ended = true;
    stream.close();
    tabs.broadcast({ kind: "signedOut" });
  }

  function linger(wantsLess: boolean): void {
    if (wantsLess) stopLinger ??= world.after(lingerMs, open);
    else {
      stopLinger?.();
      stopLinger = null;
    }
  }

  function open(): void {
    linger(false);
    stream.open();
  }

  /** Opens anew when more is wanted than the stream gives; when less is wanted, only after a while. */
  function settle(): void {
    const wanted = tabs.union();
    if (!covers(stream.opened(), wanted) || stream.isIdle()) open();
    else linger(wanted.length < stream.opened().length);
  }

  return {
    receive(tabId, message, send) {
      if (message.kind === "signedOut") {
        endSignIn();
        return;
      }
      if (message.kind === "leave") {
        tabs.leave(tabId);
        settle();
        return;
      }
      ended = false;
      const joins = tabs.want(tabId, message.scopes, send, world.now());
      if (message.kind === "wake") stream.wake();
      tabs.send(tabId, { kind: "status", status: stream.status() });
      if (joins || (message.kind === "wake" && message.rev !== stream.rev())) stream.renew();
      settle();
    },
    close() {
      tabs.broadcast({ kind: "closing" });
      ended = true;
      stream.close();
    },
  };
}
