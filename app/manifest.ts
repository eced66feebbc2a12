import type { MetadataRoute } from "next";

/** Lets a phone put the dashboard on its home screen. The name needs no language. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Phaseboard",
    short_name: "Phaseboard",
    start_url: "/",
    display: "standalone",
    background_color: "#0c1015",
    theme_color: "#141a21",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
