/** Bytes that are no block, or not a whole one. */
export class BrokenBytes extends Error {
  constructor() {
    super("The bytes end too early, or hold what nobody writes.");
    this.name = "BrokenBytes";
  }
}

const firstSize = 256;
const sevenBits = 128;
const largest = Number.MAX_SAFE_INTEGER;

/** Bytes that grow as they are written. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(firstSize);
  #length = 0;

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(2 * (this.#length + more));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  /** A whole number from 0 to 2^53 - 1, seven bits in a byte, the lowest first. */
  whole(value: number): void {
    this.#room(8);
    let rest = value;
    while (rest >= sevenBits) {
      this.#bytes[this.#length++] = (rest % sevenBits) + sevenBits;
      rest = Math.floor(rest / sevenBits);
    }
    this.#bytes[this.#length++] = rest;
  }

  /** A whole number of at most 2^52 either way: 0, -1, 1, -2, ... */
  signed(value: number): void {
    this.whole(value < 0 ? -2 * value - 1 : 2 * value);
  }

  double(value: number): void {
    this.#room(8);
    this.#length = this.#bytes.writeDoubleLE(value, this.#length);
  }

  text(value: string): void {
    const length = Buffer.byteLength(value);
    this.whole(length);
    this.#room(length);
    this.#length += this.#bytes.write(value, this.#length);
  }

  /** Bytes of which the reader is told how many there are. */
  part(bytes: Buffer): void {
    this.whole(bytes.length);
    this.#room(bytes.length);
    this.#length += bytes.copy(this.#bytes, this.#length);
  }

  bytes(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }
}

/** Reads what `ByteWriter` wrote. @throws BrokenBytes */
export class ByteReader {
  #at = 0;

  constructor(readonly source: Buffer) {}

  byte(): number {
    const value = this.source[this.#at];
    if (value === undefined) throw new BrokenBytes();
    this.#at += 1;
    return value;
  }

  whole(): number {
    let value = 0;
    for (let factor = 1; ; factor *= sevenBits) {
      const byte = this.byte();
      value += (byte % sevenBits) * factor;
      if (value > largest) throw new BrokenBytes();
      if (byte < sevenBits) return value;
    }
  }

  signed(): number {
    const value = this.whole();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  double(): number {
    const end = this.#at + 8;
    if (end > this.source.length) throw new BrokenBytes();
    const value = this.source.readDoubleLE(this.#at);
    this.#at = end;
    return value;
  }

  text(): string {
    return this.part().toString("utf8");
  }

  part(): Buffer {
    const length = this.whole();
    const end = this.#at + length;
    if (end > this.source.length) throw new BrokenBytes();
    const value = this.source.subarray(this.#at, end);
    this.#at = end;
    return value;
  }

  /** How many bytes are left. */
  get left(): number {
    return this.source.length - this.#at;
  }
}
