"use client";

import { useEffect, useState } from "react";
import { codePath, quietModules } from "./code-path";

/** Modules of each side, and the path of the dark ones. */
interface Code {
  size: number;
  path: string;
}

/** A link as a QR code, made in the browser: no other server is told of the link. Nothing where it cannot be made. */
export function LinkCode({ url, name, hint }: { url: string; name: string; hint: string }) {
  const [code, setCode] = useState<Code | null>(null);
  useEffect(() => {
    let left = false;
    async function make() {
      const { encode } = await import("uqr");
      const { size, data } = encode(url, { ecc: "M", border: 0 });
      if (!left) setCode({ size, path: codePath(data) });
    }
    // Its script may be gone since a new version of the product was started; the link can still be copied.
    make().catch(() => setCode(null));
    return () => {
      left = true;
    };
  }, [url]);
  if (code === null) return null;
  const side = code.size + 2 * quietModules;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3">
      {/* Dark on white in the dark theme too: not every reader knows the reverse. */}
      <svg
        role="img"
        aria-label={name}
        viewBox={`0 0 ${side} ${side}`}
        shapeRendering="crispEdges"
        className="size-52 max-w-full rounded-lg"
      >
        <rect width={side} height={side} fill="#fff" />
        <path d={code.path} fill="#000" />
      </svg>
      <p className="min-w-0 flex-1 basis-32 text-[0.8125rem] text-ink-2">{hint}</p>
    </div>
  );
}
