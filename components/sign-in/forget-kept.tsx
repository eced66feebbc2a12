"use client";

import { useEffect } from "react";
import { forgetKept } from "../../lib/client/offline/kept-place";

/** Who comes to this page is not signed in (any more): nothing of whoever was is left on the device. */
export function ForgetKept() {
  useEffect(() => void forgetKept(), []);
  return null;
}
