import { SvelteMap, SvelteSet } from "svelte/reactivity";
import type { CaseListRequest } from "../../lib/bindings/CaseListRequest";
import type { CaseRowView } from "../../lib/bindings/CaseRowView";
import type { ClauseView } from "../../lib/bindings/ClauseView";
import type { KeyView } from "../../lib/bindings/KeyView";
import type { ListChoices } from "../../lib/bindings/ListChoices";
import type { RecordTypeView } from "../../lib/bindings/RecordTypeView";
import type { SaidView } from "../../lib/bindings/SaidView";
import type { SavedFilter } from "../../lib/bindings/SavedFilter";
import type { SortView } from "../../lib/bindings/SortView";
import { call } from "../../lib/bridge";
import { frame } from "../../lib/frame.svelte";
import { clamp, PAGE_ROWS, pagesOf, type Span } from "./lib";

/** Milliseconds of quiet before the list asks again while somebody types. */
const TYPING_MS = 80;

/** Milliseconds that rows must stay in sight before they are fetched. */
const SCROLLING_MS = 40;

/** Latest change first. */
const LATEST: SortView = { key: "@changed", descending: true };

const untouched = () => ({
  search: "",
  clauses: [] as ClauseView[],
  sort: LATEST,
  total: null,
  all: null,
  at: 0,
  scrollTop: 0,
});

/** The list of one type of records: one question, pages of rows as they come into sight. Lives on while one is open. */
class List {
  readonly record: RecordTypeView;
  search = $state("");
  /** All of which hold. */
  clauses = $state.raw<ClauseView[]>([]);
  readonly #said = new SvelteMap<string, SaidView>();
  sort = $state.raw<SortView>(LATEST);
  /** Keys of the columns that this person added, and their heads. */
  columns = $state.raw<string[]>([]);
  heads = $state.raw<string[]>([]);
  saved = $state.raw<SavedFilter[]>([]);
  /** What it can be filtered and shown by; here before anybody asks, so that no letter typed in haste is lost. */
  keys = $state.raw<KeyView[]>([]);
  total = $state<number | null>(null);
  /** How many there are when nothing is sought; none before that was asked. */
  all = $state<number | null>(null);
  /** The row that arrow keys move. */
  at = $state(0);
  scrollTop = 0;
  /** Cases chosen to be assigned together; they stay chosen while one searches for more. */
  readonly chosen = new SvelteSet<string>();
  /** Whose list this is: another person begins at the top. */
  owner = "";
  readonly #pages = new SvelteMap<number, CaseRowView[]>();
  readonly #asked = new Set<number>();
  /** Counts questions; an answer to an older one is dropped. */
  #question = 0;
  #scrolling: ReturnType<typeof setTimeout> | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #span: Span = { first: 0, last: 0 };

  constructor(record: RecordTypeView) {
    this.record = record;
  }

  row(index: number): CaseRowView | undefined {
    return this.#pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
  }

  /** A clause in words, once the app has said it. */
  said(clause: ClauseView): SaidView | undefined {
    return this.#said.get(JSON.stringify(clause));
  }

  get plain(): boolean {
    return this.search.trim() === "" && this.clauses.length === 0;
  }

  /** A new question: the search, the filters, the order or the columns changed. */
  ask(change: Partial<Pick<CaseListRequest, "search" | "clauses" | "sort" | "columns">>): void {
    Object.assign(this, change);
    this.at = 0;
    this.scrollTop = 0;
    this.#span = { first: 0, last: 0 };
    clearTimeout(this.#typing);
    if ("search" in change) this.#typing = setTimeout(() => void this.refresh(), TYPING_MS);
    else void this.refresh();
  }

  /** Asks again for what is in sight; what was shown stands until the answer is here. */
  async refresh(): Promise<void> {
    this.#question += 1;
    this.#asked.clear();
    await this.#fetch(pagesOf(this.#span), true);
  }

  /** Rows that came into sight; those that only fly past are not asked for. */
  show(span: Span): void {
    this.#span = span;
    clearTimeout(this.#scrolling);
    if (this.#missing().length === 0) return;
    this.#scrolling = setTimeout(() => void this.#fetch(this.#missing(), false), SCROLLING_MS);
  }

  #missing(): number[] {
    return pagesOf(this.#span).filter((page) => !this.#asked.has(page));
  }

  begin(owner: string): void {
    if (this.owner !== owner) {
      Object.assign(this, { ...untouched(), owner, columns: [], heads: [], saved: [], keys: [] });
      this.#pages.clear();
      this.chosen.clear();
      this.#span = { first: 0, last: 0 };
      void this.#recall(owner);
    }
    void this.#learnKeys();
    void this.refresh();
  }

  async #learnKeys(): Promise<void> {
    const { owner } = this;
    try {
      const keys = await call("list_keys", { record: this.record });
      if (this.owner === owner) this.keys = keys;
    } catch (error: unknown) {
      frame.failed(error);
    }
  }

  /** Shows exactly what a number counts. */
  open(owner: string, clauses: ClauseView[]): void {
    if (this.owner !== owner) this.begin(owner);
    this.ask({ ...untouched(), clauses });
  }

  /** What this person chose for the list before. */
  async #recall(owner: string): Promise<void> {
    try {
      const { saved, columns } = await call("list_choices", { record: this.record });
      if (this.owner !== owner) return;
      this.saved = saved;
      if (columns.length > 0) this.ask({ columns });
    } catch (error: unknown) {
      frame.failed(error);
    }
  }

  /** Keeps what this person chose; throws when it was not kept. */
  async keep(change: Partial<ListChoices>): Promise<void> {
    const choices = { saved: this.saved, columns: this.columns, ...change };
    await call("keep_list_choices", { record: this.record, choices });
    this.saved = choices.saved;
    if (change.columns) this.ask({ columns: change.columns });
  }

  /** Chooses a row, or no longer. */
  choose(index: number): void {
    const caseId = this.row(index)?.caseId;
    if (caseId === undefined) return;
    if (!this.chosen.delete(caseId)) this.chosen.add(caseId);
  }

  move(by: number): void {
    this.at = clamp(this.at + by, 0, Math.max(0, (this.total ?? 0) - 1));
  }

  async #fetch(pages: number[], fresh: boolean): Promise<void> {
    const question = this.#question;
    for (const page of pages) this.#asked.add(page);
    const { record, search, clauses, sort, columns, plain } = this;
    try {
      const answers = await Promise.all(
        pages.map((page) =>
          call("list_cases", {
            record,
            search,
            clauses,
            sort,
            columns,
            offset: page * PAGE_ROWS,
            limit: PAGE_ROWS,
          }),
        ),
      );
      if (question !== this.#question) return;
      if (fresh) this.#pages.clear();
      answers.forEach((answer, nth) => {
        this.#pages.set(pages[nth] ?? 0, answer.rows);
        Object.assign(this, { total: answer.total, heads: answer.columns });
        answer.said.forEach((said, at) => this.#said.set(JSON.stringify(clauses[at]), said));
        if (plain) this.all = answer.total;
      });
      this.move(0);
    } catch (error: unknown) {
      for (const page of pages) this.#asked.delete(page);
      if (question === this.#question) frame.failed(error);
    }
  }
}

const lists: Partial<Record<RecordTypeView, List>> = {};

/** The list of a type of records: always the same one, so that Back leads to the same place in it. */
export function listOf(record: RecordTypeView): List {
  return (lists[record] ??= new List(record));
}

export type CaseList = ReturnType<typeof listOf>;
