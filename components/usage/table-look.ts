export const head = "px-3 py-1.5 font-medium";
export const cell = "px-3 py-1";
