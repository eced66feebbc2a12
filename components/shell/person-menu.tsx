"use client";

import { Check, Keyboard, Languages, Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import { type RefObject, useState } from "react";
import { locales } from "../../lib/messages/locale";
import { PersonButton } from "./person-button";
import { usePerson } from "./person-context";
import { chooseLocale, chooseTheme, currentTheme, type Theme, themes } from "./preferences";
import { SignOutItems } from "./sign-out-items";

const themeIcons = { system: Monitor, light: Sun, dark: Moon };
const item =
  "flex min-h-11 cursor-pointer select-none items-center gap-3 rounded-lg px-3 text-[0.875rem] text-ink outline-none data-[highlighted]:bg-sunken md:min-h-9";
const heading = "px-3 pt-2 pb-1 text-[0.75rem] font-semibold text-ink-3";

interface Props {
  trigger: RefObject<HTMLButtonElement | null>;
  onKeys(): void;
}

/** Who is signed in; appearance, language, keys, the way out. Open at first: it comes when its button is pressed. */
export function PersonMenu({ trigger, onKeys }: Props) {
  const t = useTranslations();
  const person = usePerson();
  const locale = useLocale();
  const router = useRouter();
  const [theme, setTheme] = useState<Theme>(currentTheme);

  function chooseLanguage(next: string): void {
    chooseLocale(next);
    router.refresh();
  }

  return (
    <DropdownMenu.Root defaultOpen onOpenChange={(open) => open && setTheme(currentTheme())}>
      <DropdownMenu.Trigger asChild ref={trigger}>
        <PersonButton />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          className="z-50 max-h-[var(--radix-dropdown-menu-content-available-height)] w-60 overflow-y-auto rounded-xl border border-line bg-surface p-1.5 shadow-raised"
        >
          <div className="px-3 pt-2 pb-2.5">
            <p className="truncate font-semibold">{person.name}</p>
            <p className="text-[0.8125rem] text-ink-3">{t(`roles.${person.role}`)}</p>
          </div>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Label className={heading}>{t("menu.theme")}</DropdownMenu.Label>
          <DropdownMenu.RadioGroup value={theme}>
            {themes.map((each) => {
              const Icon = themeIcons[each];
              return (
                <DropdownMenu.RadioItem
                  key={each}
                  value={each}
                  className={item}
                  onSelect={() => {
                    setTheme(each);
                    chooseTheme(each);
                  }}
                >
                  <Icon aria-hidden="true" className="size-4 text-ink-3" />
                  <span className="flex-1">{t(`menu.${each}`)}</span>
                  <DropdownMenu.ItemIndicator>
                    <Check aria-hidden="true" className="size-4 text-accent" />
                  </DropdownMenu.ItemIndicator>
                </DropdownMenu.RadioItem>
              );
            })}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Label className={heading}>{t("menu.language")}</DropdownMenu.Label>
          <DropdownMenu.RadioGroup value={locale} onValueChange={chooseLanguage}>
            {locales.map((each) => (
              <DropdownMenu.RadioItem key={each} value={each} lang={each} className={item}>
                <Languages aria-hidden="true" className="size-4 text-ink-3" />
                <span className="flex-1">{t(`menu.${each}`)}</span>
                <DropdownMenu.ItemIndicator>
                  <Check aria-hidden="true" className="size-4 text-accent" />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item className={item} onSelect={onKeys}>
            <Keyboard aria-hidden="true" className="size-4 text-ink-3" />
            {t("menu.keys")}
          </DropdownMenu.Item>
          <SignOutItems className={item} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
