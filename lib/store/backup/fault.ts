/** A backup that cannot be made or restored; the words are for people and say what to do. */
export class BackupFault extends Error {
  constructor(words: string, options?: { cause: unknown }) {
    super(words, options);
    this.name = "BackupFault";
  }
}
