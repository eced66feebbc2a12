import type { View } from "../../lib/domain/timeline/view";

/** What is read along the cursor, and by what it was put there. */
interface Cursor {
  at: number;
  by: "pointer" | "keys";
}

/** After the last move, ms: from then on the view counts as chosen, and is asked for and written down. */
const settleMs = 250;

/**
 * What is looked at, frame by frame: whoever draws listens to frames; what costs more (asking the server, the address, React) waits until
 * the view has settled.
 */
export interface ViewStore {
  read(): View;
  settled(): View;
  /** Draws with the next frame. `settle`: it counts as chosen at once. */
  set(view: View, settle?: boolean): void;
  cursor(): Cursor | null;
  point(cursor: Cursor | null): void;
  onFrame(listener: () => void): () => void;
  onSettled(listener: () => void): () => void;
  onCursor(listener: () => void): () => void;
  end(): void;
}

function listening() {
  const listeners = new Set<() => void>();
  return {
    on(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tell() {
      for (const each of listeners) each();
    },
  };
}

export function createViewStore(first: View): ViewStore {
  const [frames, settles, cursors] = [listening(), listening(), listening()];
  let view = first;
  let settled = first;
  let cursor: Cursor | null = null;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const draw = () => {
    frame = 0;
    frames.tell();
  };
  const soon = () => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const settle = () => {
    clearTimeout(timer);
    settled = view;
    settles.tell();
  };
  return {
    read: () => view,
    settled: () => settled,
    set(next, atOnce = false) {
      if (next === view) return;
      view = next;
      soon();
      clearTimeout(timer);
      if (atOnce) settle();
      else timer = setTimeout(settle, settleMs);
    },
    cursor: () => cursor,
    point(next) {
      if (next?.at === cursor?.at && next?.by === cursor?.by) return;
      cursor = next;
      cursors.tell();
      soon();
    },
    onFrame: frames.on,
    onSettled: settles.on,
    onCursor: cursors.on,
    end() {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}
