import type { Locale } from "./locale";

/**
 * The words of the page that is shown when even the frame around all pages fails, where no catalogue is at hand. Few, since
 * every page carries them.
 */
export const lastWords = {
  en: {
    title: "Something went wrong",
    body: "This page could not be shown. Nothing was sent to a charger.",
    again: "Load again",
  },
  de: {
    title: "Etwas ist schiefgegangen",
    body: "Diese Seite konnte nicht gezeigt werden. An keinen Ladepunkt wurde etwas gesendet.",
    again: "Neu laden",
  },
} as const satisfies Record<Locale, Record<"title" | "body" | "again", string>>;
