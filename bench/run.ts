const names = [
  "ingest",
  "wire",
  "latency",
  "stream",
  "fleet",
  "load",
  "day",
  "journal",
  "history",
  "energy",
  "hour",
  "export",
  "truth",
  "kills",
  "endure",
  "lighthouse",
  "timeline",
] as const;

/** `npm run bench -- <name>`: runs `main()` of `bench/<name>.ts`. */
async function run(name: string | undefined): Promise<void> {
  const known = names.find((one) => one === name);
  if (known === undefined) {
    console.error(`Which one? npm run bench -- ${names.join(" | ")}`);
    process.exitCode = 2;
    return;
  }
  const bench: { main(): Promise<void> } = await import(`./${known}.ts`);
  await bench.main();
}

await run(process.argv[2]);

export {};
