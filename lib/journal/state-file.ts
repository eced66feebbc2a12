import { constants, fdatasync, openSync, readSync, writeSync } from "node:fs";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";

const size = 20;
const datasync = promisify(fdatasync);

/** Where a journal was cut, and its last sequence: what its files do not tell, for they may all be gone. */
export class StateFile {
  readonly fd: number;
  readonly cut: number = 0;
  readonly last: number = 0;
  /** What was found could not be read: it is as if the journal had never been cut. */
  readonly damaged: boolean;

  /** @throws the system's error. */
  constructor(path: string) {
    this.fd = openSync(/* turbopackIgnore: true */ path, constants.O_RDWR | constants.O_CREAT, 0o600);
    const found = Buffer.alloc(size);
    const length = readSync(this.fd, found, 0, size, 0);
    this.damaged = length !== 0 && (length !== size || crc32(found.subarray(0, 16)) !== found.readUInt32LE(16));
    if (length === 0 || this.damaged) return;
    this.cut = found.readDoubleLE(0);
    this.last = found.readDoubleLE(8);
  }

  /** @throws the system's error. */
  write(cut: number, last: number): void {
    const bytes = Buffer.alloc(size);
    bytes.writeDoubleLE(cut, 0);
    bytes.writeDoubleLE(last, 8);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 16)), 16);
    writeSync(this.fd, bytes, 0, size, 0);
  }

  sync(): Promise<void> {
    return datasync(this.fd);
  }
}
