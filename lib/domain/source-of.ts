/** Whose attempts count together: an IPv4 address, or the /64 that an IPv6 customer is given whole. `address` as a socket tells it. */
export function sourceOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(":")) return address;
  const [head = "", tail] = (address.split("%")[0] ?? "").toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(Math.max(0, zeros)).fill("0"), ...right];
  const plain = (group: string) => group.replace(/^0+(?=.)/, "");
  return `${groups.slice(0, 4).map(plain).join(":")}::/64`;
}
