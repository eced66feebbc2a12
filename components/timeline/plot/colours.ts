/** A colour of the theme by its name, for a canvas; `percent`: so much of it, the rest is seen through. */
export type Colours = (name: string, percent?: number) => string;

/**
 * Reads the theme's colours as they stand where `place` is. A canvas knows no variables and no `light-dark()`, so a hidden element is
 * asked what they come to. Read once until `forget`.
 */
export function readColours(place: HTMLElement): { colour: Colours; forget(): void; end(): void } {
  const probe = document.createElement("span");
  probe.hidden = true;
  place.append(probe);
  const known = new Map<string, string>();
  return {
    colour(name, percent = 100) {
      const key = `${name} ${percent}`;
      let colour = known.get(key);
      if (colour === undefined) {
        probe.style.color =
          percent === 100 ? `var(--${name})` : `color-mix(in srgb, var(--${name}) ${percent}%, transparent)`;
        colour = getComputedStyle(probe).color;
        known.set(key, colour);
      }
      return colour;
    },
    forget: () => known.clear(),
    end: () => probe.remove(),
  };
}

/** Calls back when the theme is another: by the person's choice, the system's, or forced colours. */
export function onTheme(listener: () => void): () => void {
  const watch = new MutationObserver(listener);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", listener);
  return () => {
    watch.disconnect();
    for (const query of queries) query.removeEventListener("change", listener);
  };
}

const tilePx = 8;

/** Slanting lines: what is not known, and states that are told apart without colour. */
export function hatch(
  ctx: CanvasRenderingContext2D,
  colour: string,
  ratio: number,
  falling = false,
): CanvasPattern | string {
  const size = Math.round(tilePx * ratio);
  const tile = document.createElement("canvas");
  tile.width = size;
  tile.height = size;
  const draw = tile.getContext("2d");
  if (draw === null) return colour;
  draw.strokeStyle = colour;
  draw.lineWidth = ratio;
  const rises = falling ? -1 : 1;
  for (const shift of [-size, 0, size]) {
    draw.moveTo(shift, rises > 0 ? size : 0);
    draw.lineTo(shift + size, rises > 0 ? 0 : size);
  }
  draw.stroke();
  return ctx.createPattern(tile, "repeat") ?? colour;
}
