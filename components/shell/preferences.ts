import { localeCookie } from "../../lib/messages/locale";
import { electriciansCookie, themeCookie } from "./preference-names";

const yearS = 31_536_000;

function keep(name: string, value: string): void {
  // Plain cookies, since the server must know both before it draws a page.
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and on plain http.
  document.cookie = `${name}=${value}; path=/; max-age=${value === "" ? 0 : yearS}; samesite=lax`;
}

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Shows a theme at once, and keeps it for the next page. */
export function chooseTheme(theme: Theme): void {
  keep(themeCookie, theme === "system" ? "" : theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Keeps a language; the page must be asked for again. */
export function chooseLocale(locale: string): void {
  keep(localeCookie, locale);
}

/** Keeps whether what is for electricians is open. */
export function keepElectricians(open: boolean): void {
  keep(electriciansCookie, open ? "1" : "");
}

/** The theme that is shown now. */
export function currentTheme(): Theme {
  return themes.find((theme) => theme === document.documentElement.dataset.theme) ?? "system";
}
