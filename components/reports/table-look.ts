export const head = "px-3 py-2 align-bottom font-medium";
export const cell = "whitespace-nowrap px-3 py-1.5 align-top";
export const rowHead = "min-w-32 px-3 py-1.5 text-left align-top font-normal text-ink wrap-anywhere";
