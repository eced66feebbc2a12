import { type RefObject, useEffect, useRef } from "react";
import { type Bounds, lengthOf, panned, pinched, zoomed } from "../../lib/domain/timeline/view";
import { instantAtPx, plotWidth, shareAt } from "./plot/geometry";
import type { ViewStore } from "./view-store";

/** A finger or a mouse that moves less than this has pressed, px. */
const pressPx = 5;
/** A wheel that has turned elsewhere goes on scrolling the page, though the page brings the picture under it, ms. */
const wheelRestMs = 400;
const wheelFactor = 1.0015;
const keyZoom = 0.6;
const keyPan = 0.125;
const keyStep = 0.02;
const linePx = 16;

interface Surroundings {
  store: ViewStore;
  bounds(): Bounds;
  /** Back to what is now. */
  live(): void;
}

/**
 * Moves a view: by mouse (drag, wheel, double click), by touch (drag, two fingers, tap; up and down still scroll the page) and by keys
 * (arrows, + and -, Home; with Shift the arrows move the cursor).
 */
export function useGestures(place: RefObject<HTMLElement | null>, { store, bounds, live }: Surroundings): void {
  const latest = useRef({ bounds, live });
  latest.current = { bounds, live };
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const held = new Map<number, { px: number; downPx: number; moved: boolean }>();
    let pinch: { leftAt: number; rightAt: number } | null = null;
    let lastWheelElsewhere = Number.NEGATIVE_INFINITY;
    let isOver = false;

    const width = () => element.clientWidth;
    const pxOf = (event: MouseEvent) => event.clientX - element.getBoundingClientRect().left;
    const instant = (px: number) => instantAtPx(store.read(), px, width());
    const perPx = () => lengthOf(store.read()) / plotWidth(width());

    function down(event: PointerEvent): void {
      if (event.pointerType === "mouse" && event.button !== 0) return;
      const px = pxOf(event);
      held.set(event.pointerId, { px, downPx: px, moved: false });
      pinch = null;
      if (held.size === 2) {
        const [a = 0, b = 0] = [...held.values()].map((one) => one.px).sort((x, y) => x - y);
        pinch = { leftAt: instant(a), rightAt: instant(b) };
        for (const one of held.values()) one.moved = true;
      }
    }

    function move(event: PointerEvent): void {
      const px = pxOf(event);
      const one = held.get(event.pointerId);
      if (one === undefined) {
        isOver = true;
        if (event.pointerType === "mouse") store.point({ at: instant(px), by: "pointer" });
        return;
      }
      const byPx = px - one.px;
      if (!one.moved && Math.abs(px - one.downPx) < pressPx) return;
      if (!one.moved) element?.setPointerCapture(event.pointerId);
      one.moved = true;
      one.px = px;
      if (pinch !== null) {
        const [a = 0, b = 0] = [...held.values()].map((each) => each.px).sort((x, y) => x - y);
        store.set(pinched(pinch, { left: shareAt(a, width()), right: shareAt(b, width()) }, latest.current.bounds()));
      } else store.set(panned(store.read(), -byPx * perPx(), latest.current.bounds()));
    }

    function up(event: PointerEvent): void {
      const one = held.get(event.pointerId);
      held.delete(event.pointerId);
      pinch = null;
      if (one !== undefined && !one.moved && event.type === "pointerup")
        store.point({ at: instant(one.px), by: "pointer" });
    }

    function leave(event: PointerEvent): void {
      isOver = false;
      if (event.pointerType === "mouse" && held.size === 0) store.point(null);
    }

    function wheel(event: WheelEvent): void {
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      const wasScrolling = event.timeStamp - lastWheelElsewhere < wheelRestMs;
      if (!event.ctrlKey && !isSideways && (!isOver || wasScrolling)) {
        if (wasScrolling) lastWheelElsewhere = event.timeStamp;
        return;
      }
      const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? linePx : 1;
      const view = store.read();
      const by = (event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX) * scale;
      const next = isSideways
        ? panned(view, by * perPx(), latest.current.bounds())
        : zoomed(view, wheelFactor ** (event.deltaY * scale), instant(pxOf(event)), latest.current.bounds());
      // What cannot move lets the page scroll.
      if (next === view && !event.ctrlKey) return;
      event.preventDefault();
      store.set(next);
    }

    function wheelAnywhere(event: WheelEvent): void {
      if (!(event.target instanceof Node && element?.contains(event.target))) {
        lastWheelElsewhere = event.timeStamp;
        isOver = false;
      }
    }

    const doubled = (event: MouseEvent) => {
      store.set(zoomed(store.read(), 0.5, instant(pxOf(event)), latest.current.bounds()));
    };

    /** The cursor is where it was on the screen, so that what is read out is of another time. */
    function byKey(next: ReturnType<typeof panned>): void {
      const [view, cursor] = [store.read(), store.cursor()];
      const share = cursor === null ? 0.5 : (cursor.at - view.from) / lengthOf(view);
      store.set(next);
      store.point({ at: next.from + share * lengthOf(next), by: "keys" });
    }

    function key(event: KeyboardEvent): void {
      if (event.target !== element || event.ctrlKey || event.metaKey || event.altKey) return;
      const [view, cursor, within] = [store.read(), store.cursor(), latest.current.bounds()];
      const length = lengthOf(view);
      const middle = cursor?.at ?? (view.from + view.to) / 2;
      const way = event.key === "ArrowLeft" ? -1 : 1;
      switch (event.key) {
        case "ArrowLeft":
        case "ArrowRight":
          if (event.shiftKey) {
            const at = Math.min(Math.max(middle + way * keyStep * length, view.from), view.to - 1);
            store.point({ at, by: "keys" });
          } else byKey(panned(view, way * keyPan * length, within));
          break;
        case "+":
        case "=":
          byKey(zoomed(view, keyZoom, middle, within));
          break;
        case "-":
          byKey(zoomed(view, 1 / keyZoom, middle, within));
          break;
        case "Home":
          latest.current.live();
          break;
        case "Escape":
          store.point(null);
          break;
        default:
          return;
      }
      event.preventDefault();
    }

    element.addEventListener("pointerdown", down);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", up);
    element.addEventListener("pointerleave", leave);
    element.addEventListener("wheel", wheel, { passive: false });
    element.addEventListener("dblclick", doubled);
    element.addEventListener("keydown", key);
    document.addEventListener("wheel", wheelAnywhere, { passive: true, capture: true });
    return () => {
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", up);
      element.removeEventListener("pointercancel", up);
      element.removeEventListener("pointerleave", leave);
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("dblclick", doubled);
      element.removeEventListener("keydown", key);
      document.removeEventListener("wheel", wheelAnywhere, { capture: true });
    };
  }, [place, store]);
}
