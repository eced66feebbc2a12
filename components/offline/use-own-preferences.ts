import { useLayoutEffect, useState } from "react";
import { firstLocale, isLocale, type Locale, localeCookie } from "../../lib/messages/locale";
import { themeCookie } from "../shell/preference-names";

const cookie = (name: string) =>
  document.cookie
    .split("; ")
    .find((each) => each.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** The language of who looks, and their theme put on the page: this page was made for nobody. `made`: the language it was made in. */
export function useOwnPreferences(made: Locale): Locale {
  const [locale, setLocale] = useState(made);
  useLayoutEffect(() => {
    const chosen = cookie(localeCookie) ?? "";
    const own = isLocale(chosen) ? chosen : firstLocale(navigator.languages);
    setLocale(own);
    const page = document.documentElement;
    page.lang = own;
    const theme = cookie(themeCookie);
    if (theme === "light" || theme === "dark") page.dataset.theme = theme;
  }, []);
  return locale;
}
