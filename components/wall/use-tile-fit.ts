import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { fitTiles, type TileFit, type TileRoom } from "./tile-fit";

/** How tiles fit into a place on the page, anew when it grows or shrinks. Null: not measured yet. */
export function useTileFit(count: number): [RefObject<HTMLElement | null>, TileFit | null] {
  const place = useRef<HTMLElement>(null);
  const [room, setRoom] = useState<TileRoom | null>(null);
  useEffect(() => {
    const { current } = place;
    if (current === null) return;
    const observer = new ResizeObserver(() => {
      const { width, height } = current.getBoundingClientRect();
      setRoom({ width, height, textPx: Number.parseFloat(getComputedStyle(current).fontSize) });
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const fit = useMemo(() => room && fitTiles(count, room), [count, room]);
  return [place, fit];
}
