import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { RefusalError } from "../../lib/client/api/ask";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { useKeptRefusal } from "./use-kept-refusal";

interface Props {
  /** What could not be read. */
  title: string;
  error: Error | null;
  again(): void;
}

/** In the place of what is kept and could not be read: why, and how to try again. */
export function NotRead({ title, error, again }: Props) {
  const t = useTranslations("keptProblems");
  const words = useKeptRefusal();
  return (
    <EmptyState icon={CircleAlert} title={title} action={<Button onClick={again}>{t("again")}</Button>}>
      {error instanceof RefusalError && words(error.refusal)}
    </EmptyState>
  );
}
