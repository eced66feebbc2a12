import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestModule, type TestSpecification } from "vitest/node";
import { endKeptWorker, keptWorker } from "./kept-worker";

/** The longest that each test file has taken, ms. */
const longest = new Map<string, number>();

const timed = {
  onTestModuleEnd(file: TestModule) {
    longest.set(file.moduleId, Math.max(longest.get(file.moduleId) ?? 0, file.diagnostic().duration));
  },
};

/** Quick files first: the first test that notices a mutant ends its run. */
class QuickFirst extends BaseSequencer {
  async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const length = ({ moduleId }: TestSpecification) => longest.get(moduleId) ?? 0;
    return files.sort((a, b) => length(a) - length(b));
  }
}

/**
 * A room's own unit tests: those of other rooms would be run for every mutant too. Of the laws
 * only a small part of their worlds, and none of days and of many thousand random messages, which take long.
 */
export default defineConfig({
  plugins: [
    {
      name: "kept-worker",
      // Stryker asks for threads, whatever is configured here.
      configureVitest({ project, vitest }) {
        Object.assign(project.config, { pool: keptWorker.name, poolRunner: keptWorker });
        vitest.onClose(endKeptWorker);
      },
    },
  ],
  test: {
    environment: "node",
    include: [`${process.env.MUTATION_ROOM}/**/*.test.ts`],
    exclude: ["**/*.{integration,property}.test.ts", "**/day.law.test.ts"],
    env: { LAW_SHARE: "0.002", PHASEBOARD_TEST_SEEDS: "2" },
    setupFiles: ["bench/mutation/setup.ts"],
    reporters: [timed],
    sequence: { sequencer: QuickFirst },
    // A run that shares the machine with others is slow, and one that times out would count as noticed.
    testTimeout: 60_000,
  },
});
