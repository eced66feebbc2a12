/** Modules of white around a QR code, without which readers may not find it (ISO/IEC 18004: four). */
export const quietModules = 4;

/** The dark modules of a QR code as an SVG path, one unit each, with the quiet zone at the left and above. */
export const codePath = (modules: readonly (readonly boolean[])[]): string =>
  modules
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + quietModules} ${y + quietModules}h1v1h-1z` : "")))
    .join("");
