import type { LucideIcon } from "lucide-react";

interface Props {
  icon: LucideIcon;
  title: string;
  text: string;
  tone: "bad" | "waiting";
}

/** Something that everyone who looks must know. Its words do not tick, so that it is read out once. */
export function Banner({ icon: Icon, title, text, tone }: Props) {
  const look = tone === "bad" ? "bg-bad-soft text-bad border-bad/40" : "bg-waiting-soft text-waiting border-waiting/40";
  return (
    <div role="alert" className={`border-b ${look}`}>
      <div className="mx-auto flex max-w-[1920px] items-start gap-3 px-4 py-2.5 sm:px-6">
        <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
        <p className="text-[0.875rem]">
          <strong className="mr-2 font-semibold">{title}</strong>
          {text}
        </p>
      </div>
    </div>
  );
}
