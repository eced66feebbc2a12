"use client";

import { useSyncExternalStore } from "react";
import { lastWords } from "../lib/messages/last-words";
import { firstLocale } from "../lib/messages/locale";
import "./globals.css";

const never = () => () => {};

/** Shown when the frame around all pages fails, in place of it: it can use nothing that the frame gives. */
export default function GlobalError() {
  const languages = useSyncExternalStore(
    never,
    () => navigator.languages.join(","),
    () => null,
  );
  const locale = firstLocale(languages?.split(",") ?? []);
  const { title, body, again } = lastWords[locale];
  return (
    <html lang={locale}>
      <head>
        <title>{title}</title>
      </head>
      <body>
        <main role="alert" className="mx-auto max-w-xl px-4 pt-[12vh] text-center">
          <h1 className="font-semibold text-[1.5rem]">{title}</h1>
          <p className="mt-2 text-ink-2">{body}</p>
          <button
            type="button"
            onClick={() => window.location.reload()}
            className="mt-6 min-h-11 rounded-lg bg-accent px-4 font-semibold text-on-accent"
          >
            {again}
          </button>
        </main>
      </body>
    </html>
  );
}
