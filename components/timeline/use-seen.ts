import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

/** How wide a part of the page is, px (0: not laid out yet), and whether anybody can see it now. */
export function useSeen(place: RefObject<HTMLElement | null>): { widthPx: number; isSeen(): boolean } {
  const [widthPx, setWidthPx] = useState(0);
  const isInView = useRef(true);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const size = new ResizeObserver(() => setWidthPx(element.clientWidth));
    size.observe(element);
    const view = new IntersectionObserver((entries) => {
      isInView.current = entries.at(-1)?.isIntersecting ?? true;
    });
    view.observe(element);
    return () => {
      size.disconnect();
      view.disconnect();
    };
  }, [place]);
  const isSeen = useCallback(() => isInView.current && document.visibilityState === "visible", []);
  return { widthPx, isSeen };
}
