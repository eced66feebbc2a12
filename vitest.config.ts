import { defineConfig } from "vitest/config";

const common = { environment: "node" as const };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: "unit",
          include: ["lib/**/*.test.ts", "app/**/*.test.ts", "components/**/*.test.ts"],
          exclude: ["**/*.integration.test.ts"],
          // The default is one worker less than there are processors: a single one on a machine with two.
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...common,
          name: "integration",
          include: ["lib/**/*.integration.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // They wait more than they work, but each brings brokers and databases of its own.
          maxWorkers: 2,
        },
      },
    ],
  },
});
