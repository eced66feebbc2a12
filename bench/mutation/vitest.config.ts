import { defineConfig } from "vitest/config";

/**
 * A room's own unit tests: those of other rooms would be run for every mutant too. Without the laws, which take minutes.
 */
export default defineConfig({
  test: {
    environment: "node",
    include: [`${process.env.MUTATION_ROOM}/**/*.test.ts`],
    exclude: ["**/*.integration.test.ts", "**/*.law.test.ts"],
    // A run that shares the machine with others is slow, and one that times out would count as noticed.
    testTimeout: 60_000,
  },
});
