import { describe, expect, it } from "vitest";
import { fitTiles, type TileRoom } from "./tile-fit";

/** What is left beside phases and circuits on usual screens. */
const small: TileRoom = { width: 848, height: 458, textPx: 13 };
const large: TileRoom = { width: 1380, height: 750, textPx: 16 };

function taken(count: number, room: TileRoom) {
  const { columns, textPx } = fitTiles(count, room);
  const rows = Math.ceil(count / columns);
  return {
    textPx,
    width: (columns * 9.5 + (columns - 1) * 0.45) * textPx,
    height: (rows * 4.4 + (rows - 1) * 0.45) * textPx + rows * 2,
  };
}

describe("the tiles of a wall", () => {
  it("are all seen at once, whatever their number, as long as they can be read", () => {
    for (const room of [small, large])
      for (let count = 1; count <= 48; count++) {
        const { width, height, textPx } = taken(count, room);
        expect(width, `${count}`).toBeLessThanOrEqual(room.width);
        expect(height, `${count}`).toBeLessThanOrEqual(room.height);
        expect(textPx, `${count}`).toBeGreaterThanOrEqual(12);
      }
  });

  it("are legible with forty on a small screen, and large with twelve on a large one", () => {
    expect(fitTiles(40, small)).toEqual({ columns: 6, textPx: 13.2 });
    expect(fitTiles(12, large)).toEqual({ columns: 4, textPx: 32 });
  });

  it("stand side by side where there are few", () => {
    expect(fitTiles(3, large)).toEqual({ columns: 3, textPx: 32 });
    expect(fitTiles(1, small)).toEqual({ columns: 1, textPx: 26 });
  });

  it("stay legible where there are more than fit", () => {
    expect(fitTiles(200, small)).toEqual({ columns: 7, textPx: 12 });
    expect(fitTiles(200, { ...small, height: 0 })).toEqual({ columns: 7, textPx: 12 });
    expect(fitTiles(0, { width: 0, height: 0, textPx: 13 })).toEqual({ columns: 1, textPx: 12 });
  });
});
