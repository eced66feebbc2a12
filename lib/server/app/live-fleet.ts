import type { JournalView } from "../../contract/view";
import { apply as applyEvent } from "../../fleet/apply";
import { isEmptyChange, takeChange } from "../../fleet/state/change";
import type { Change, FleetEvent } from "../../fleet/state/event";
import { createFleet, type Fleet } from "../../fleet/state/fleet";
import type { Protocols } from "../../protocol/registry";

/** The one fleet of this process, and the one place where events enter it and changes leave it. */
export interface LiveFleet {
  readonly fleet: Fleet;
  apply(event: FleetEvent): void;
  /** Hands out now what has changed; otherwise that happens once the events that are waiting have been applied. */
  flush(): void;
}

/** `changed` is called with what came of all events since its last call, never with nothing. */
export function createLiveFleet(
  now: () => number,
  changed: (change: Change) => void,
  journals: readonly JournalView["of"][],
  protocols: Protocols,
): LiveFleet {
  const fleet = createFleet({ startedAt: now(), dialectOf: protocols.of, journals });
  let waiting = false;
  const flush = () => {
    const change = takeChange(fleet);
    if (!isEmptyChange(change)) changed(change);
  };
  return {
    fleet,
    apply(event) {
      applyEvent(fleet, event, now());
      if (waiting) return;
      waiting = true;
      // After the bytes that have arrived together, so that a burst is one change.
      setImmediate(() => {
        waiting = false;
        flush();
      });
    },
    flush,
  };
}
