import de from "./de.json";
import en from "./en.json";
import type { Locale } from "./locale";

/** Every language's whole catalogue. For the server: a page gets its own language alone. */
export const catalogues: Record<Locale, typeof en> = { en, de };
