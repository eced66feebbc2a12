/** L1, L2, L3 each have a colour of their own, told apart by people who see few colours, and always stand beside their name. */
export const phaseLooks = [
  { name: "L1", bar: "bg-l1", text: "text-l1" },
  { name: "L2", bar: "bg-l2", text: "text-l2" },
  { name: "L3", bar: "bg-l3", text: "text-l3" },
] as const;
