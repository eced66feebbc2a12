import about from "../../../package.json" with { type: "json" };

/** Of this product: `0.1.0`. */
export const version: string = about.version;
