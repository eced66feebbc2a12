"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ListedSession } from "../../lib/contract/sessions";
import { ColumnHeader, Row, RowGroup, VirtualTable } from "../ui/virtual-table";
import type { SessionChoice, SessionSort } from "./session-choice";
import type { SessionPlaces } from "./session-places";
import { columnsOf, SessionCells } from "./session-row";
import { useSessionWords } from "./use-session-words";

const rowPx = 56;
const overscan = 8;
/** More are asked for when so many rows are left below those that are shown. */
const aheadRows = 30;

interface Props {
  sessions: readonly ListedSession[];
  /** How many there are in all; null: not known yet. */
  count: number | null;
  choice: SessionChoice;
  change(next: Partial<SessionChoice>): void;
  places: SessionPlaces;
  hasCost: boolean;
  more(): void;
}

/** Sessions, of which only what is on the screen is drawn; more are asked for on the way down. */
export function SessionTable({ sessions, count, choice, change, places, hasCost, more }: Props) {
  const t = useTranslations("sessions");
  const words = useSessionWords();
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      if (body.current !== null) setTop(Math.round(body.current.getBoundingClientRect().top + window.scrollY));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, []);
  const rows = useWindowVirtualizer({
    count: sessions.length,
    estimateSize: () => rowPx,
    getItemKey: (index) => sessions[index]?.id ?? index,
    overscan,
    scrollMargin: top,
  });
  const drawn = rows.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= sessions.length - aheadRows) more();
  }, [last, sessions.length, more]);

  const grid = `grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 px-4 sm:px-5 ${columnsOf(hasCost)}`;
  return (
    <VirtualTable aria-label={t("title")} aria-rowcount={count === null ? -1 : count + 1}>
      <RowGroup>
        <Row
          aria-rowindex={1}
          className={`${grid} items-center border-line border-b py-1 text-[0.8125rem] text-ink-3 max-md:sr-only`}
        >
          <Heading>{t("charger")}</Heading>
          <Heading sort="begin" {...{ choice, change }}>
            {t("start")}
          </Heading>
          <Heading sort="end" {...{ choice, change }}>
            {t("end")}
          </Heading>
          <Heading>{t("who")}</Heading>
          <Heading sort="energy" isNumber {...{ choice, change }}>
            {t("energy")}
          </Heading>
          <Heading sort="length" isNumber {...{ choice, change }}>
            {t("length")}
          </Heading>
          {hasCost && <Heading isNumber>{t("cost")}</Heading>}
          <Heading>
            <span className="sr-only">{t("notes")}</span>
          </Heading>
        </Row>
      </RowGroup>
      <RowGroup ref={body} className="relative" style={{ height: rows.getTotalSize() }}>
        {drawn.map(({ index, key, start }) => {
          const session = sessions[index];
          if (session === undefined) return null;
          return (
            <Row
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-rowindex={index + 2}
              className={`${grid} absolute inset-x-0 items-start border-line border-b py-2.5 hover:bg-sunken md:items-center`}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <SessionCells session={session} places={places} words={words} hasCost={hasCost} />
            </Row>
          );
        })}
      </RowGroup>
    </VirtualTable>
  );
}

interface HeadingProps {
  children: ReactNode;
  isNumber?: boolean;
  /** It orders the table. */
  sort?: SessionSort;
  choice?: SessionChoice;
  change?(next: Partial<SessionChoice>): void;
}

function Heading({ children, isNumber = false, sort, choice, change }: HeadingProps) {
  const isChosen = sort !== undefined && choice?.sort === sort;
  const ascending = isChosen && choice?.ascending === true;
  const Icon = ascending ? ArrowUp : ArrowDown;
  return (
    <ColumnHeader
      aria-sort={sort === undefined ? undefined : isChosen ? (ascending ? "ascending" : "descending") : "none"}
      className={isNumber ? "text-right" : ""}
    >
      {sort === undefined ? (
        children
      ) : (
        <>
          <span className="md:hidden">{children}</span>
          <button
            type="button"
            onClick={() => change?.(isChosen ? { ascending: !ascending } : { sort, ascending: false })}
            className={`inline-flex min-h-8 items-center gap-1 hover:text-ink max-md:hidden ${isNumber ? "flex-row-reverse" : ""} ${isChosen ? "font-semibold text-ink" : ""}`}
          >
            {children}
            <Icon aria-hidden="true" className={`size-3.5 ${isChosen ? "" : "invisible"}`} />
          </button>
        </>
      )}
    </ColumnHeader>
  );
}
