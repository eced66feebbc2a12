/** What chargers' tiles have to share, in px. */
export interface TileRoom {
  width: number;
  height: number;
  /** The text size around them. */
  textPx: number;
}

export interface TileFit {
  columns: number;
  /** The tiles' text size. */
  textPx: number;
}

/** A tile in its own em, as wide as most states need and three lines tall; its border is 1 px. */
const widthEm = 9.5;
const heightEm = 4.4;
const gapEm = 0.45;
const bordersPx = 2;
/** Small print is 11 px then. */
const leastPx = 12;
/** By how much tiles may be larger than the text around them. */
const most = 2;

/**
 * The largest tiles with which all chargers are seen at once. Where not even the smallest fit, as many columns of these as there
 * is room for, and the last rows are below the edge.
 */
export function fitTiles(count: number, { width, height, textPx }: TileRoom): TileFit {
  let best: TileFit = { columns: 1, textPx: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const across = width / (columns * widthEm + (columns - 1) * gapEm);
    const down = (height - rows * bordersPx) / (rows * heightEm + (rows - 1) * gapEm);
    const size = Math.min(across, down, textPx * most);
    if (size >= best.textPx) best = { columns, textPx: size };
  }
  // Rounded down, so that the last row does not miss its place by a part of a pixel.
  if (best.textPx >= leastPx) return { ...best, textPx: Math.floor(best.textPx * 10) / 10 };
  const columns = Math.floor((width / leastPx + gapEm) / (widthEm + gapEm));
  return { columns: Math.max(1, columns), textPx: leastPx };
}
