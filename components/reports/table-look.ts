export const tableLook = "num w-full text-right text-[0.8125rem] print:text-[0.65rem]";
export const head = "px-3 py-2 align-bottom font-medium print:px-1 print:py-1";
export const cell = "whitespace-nowrap px-3 py-1.5 align-top print:px-1 print:py-0.5";
export const rowHead =
  "min-w-32 px-3 py-1.5 text-left align-top font-normal text-ink wrap-anywhere print:min-w-0 print:px-1 print:py-0.5";
/** Under what it belongs to. */
export const below = "block text-[0.75rem] text-ink-3 print:text-[0.6rem]";
