import fc from "fast-check";

/** What the thread still knows of the mutant before: no test file may be read with it, nor its coverage be counted twice. */
const stryker: { activeMutant?: string; mutantCoverage?: object } | undefined = Reflect.get(globalThis, "__stryker__");
if (stryker !== undefined) {
  stryker.activeMutant = undefined;
  stryker.mutantCoverage = undefined;
}

// A counterexample is enough: nobody reads the smallest. And what half a second of cases does not notice counts as not noticed.
fc.configureGlobal({ endOnFailure: true, interruptAfterTimeLimit: 500 });
