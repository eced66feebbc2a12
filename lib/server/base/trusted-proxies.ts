import { BlockList, isIP } from "node:net";

/** Whether an address, as a socket tells it, is a proxy that may say for whom it asks. */
export type Trusts = (address: string) => boolean;

const trimmed = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** An address without what is no part of it: the zone of a link, the IPv6 form of an IPv4 address. */
export function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? address.split("%")[0] ?? address;
}

function faultOf(part: string): string | null {
  const [address = "", bits, more] = part.split("/");
  const version = isIP(address);
  if (version === 0 || more !== undefined || address.includes("%"))
    return `${part} is neither an address nor a network`;
  if (bits === undefined) return null;
  const most = version === 6 ? 128 : 32;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= most
    ? null
    : `${part} does not end in a prefix of 0 to ${most} bits`;
}

/** What is wrong with a list of addresses and networks (CIDR), separated by commas; one text for each faulty entry. */
export const proxyFaults = (list: string): string[] =>
  trimmed(list).flatMap((part) => {
    const fault = faultOf(part);
    return fault === null ? [] : [fault];
  });

/** Reads such a list. Throws for one that `proxyFaults` finds fault with. */
export function trustedProxies(list: string): Trusts {
  const known = new BlockList();
  for (const part of trimmed(list)) {
    const [address = "", bits] = part.split("/");
    if (bits === undefined) known.addAddress(plainAddress(address), familyOf(plainAddress(address)));
    else known.addSubnet(address, Number(bits), familyOf(address));
  }
  return (address) => {
    const plain = plainAddress(address);
    return isIP(plain) !== 0 && known.check(plain, familyOf(plain));
  };
}
