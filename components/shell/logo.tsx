/** Three phases on one board. */
export function Logo({ className = "" }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" fill="var(--ink)" />
      <rect x="7" y="8" width="18" height="4" rx="2" fill="var(--bg)" opacity="0.95" />
      <rect x="7" y="14" width="12" height="4" rx="2" fill="var(--bg)" opacity="0.7" />
      <rect x="7" y="20" width="15" height="4" rx="2" fill="var(--bg)" opacity="0.45" />
    </svg>
  );
}
