import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInPage } from "../../components/sign-in/sign-in-page";
import { currentPerson, isDemo } from "../../lib/server/routes/page";
import { ownPath } from "./own-path";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>;
}

export default async function Page({ searchParams }: Props) {
  const { callbackUrl } = await searchParams;
  const next = ownPath(callbackUrl);
  if ((await currentPerson()) !== null) redirect(next);
  return <SignInPage next={next} demo={isDemo()} />;
}
