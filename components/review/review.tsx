"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { MemberDto, PendingDto, UnseenDto } from "@/domain/contract";
import { unpackArticle } from "@/domain/article/packed";
import { FLAG_KINDS, type FlagKind } from "@/domain/flag/kinds";
import { may, type Actor } from "@/domain/policy";
import type { EditorStatus } from "../editor/types";
import { useHeldLine } from "../live/hold-line";
import { useUnsavedText } from "./use-unsaved-text";
import { ArticleText } from "./article-text";
import { AtLarge } from "./at-large";
import { Bar } from "./bar";
import type { Caret } from "./caret";
import { makeCommands } from "./commands";
import {
  ReviewContext,
  useArticle,
  useTasks,
  type Composing,
  type DialogName,
  type ThreadHandle,
} from "./context";
import { Dialogs } from "./dialogs";
import type { Filters } from "./filters";
import { MarginSide } from "./margin-side";
import { Composer, makeCaret, SelectionToolbar, useOnDemand } from "./on-demand";
import { Outline } from "./outline";
import { placeToEdit } from "./place-to-edit";
import { PrintGalley } from "./print-galley";
import { Seen } from "./seen";
import { SeenLine } from "./seen-line";
import { ArticleStore } from "./store";
import { Unsent } from "./unsent";
import { draftStorage } from "./use-draft";
import { useAskThread } from "./use-ask-thread";
import { EDIT_STATUS_WORDS, useEditor } from "./use-editor";
import { focusNoteOrPage } from "./use-keep-focus";
import { isPlainLetter } from "./keys";
import { useKeys } from "./use-keys";
import { holdTextLine } from "./scroll-line";
import { useLive } from "./use-live";
import { useFilters, useFocusedFlag } from "./use-review-state";
import { currentWords, useSelectedWords } from "./use-selected-words";
import { useServices } from "./use-services";
import { useShownFlags } from "./use-shown-flags";
import "./review.css";

interface ReviewProps {
  /**
   * The article as the server read it for this page, packed (domain/article/packed.ts): with hundreds of flags a
   * string goes over and is read several times faster than React's own format.
   */
  article: string;
  /** Belongs to it: what the live feed need not tell again (server/changes.ts). */
  horizon: string;
  /** Flags of their own that are not sent yet. */
  pending: PendingDto;
  actor: Actor;
  members: readonly MemberDto[];
  filters: Filters;
  /** What others changed since the actor last looked. */
  unseen: UnseenDto;
  /** The flag that the address names. */
  flagId: string | null;
}

/** The review: the article, its margin, and everything that can be done with either. */
export function Review(props: ReviewProps) {
  const { article: initial, horizon, pending, actor, members, filters: firstFilters, flagId, unseen } = props;
  const [store] = useState(() => new ArticleStore(unpackArticle(initial), pending, actor, draftStorage));
  const [commands] = useState(() => makeCommands(store, actor));
  const [seen] = useState(() => new Seen(store, unseen));
  const article = useArticle(store);
  const [filters, setFilters] = useFilters(firstFilters);
  const [focusedId, focusFlag] = useFocusedFlag(flagId);
  const [composing, setComposing] = useState<Composing | null>(null);
  const [placingId, setPlacingId] = useState<string | null>(null);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [said, setSaid] = useState("");
  const editor = useEditor();
  const column = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const replace = useRef<() => void>(() => undefined);
  const thread = useRef<ThreadHandle | null>(null);
  const caret = useRef<Caret | null>(null);
  const shown = useShownFlags(article, filters, actor.id, focusedId);
  const [words, letGoOfWords] = useSelectedWords(text, article.paragraphs);

  useEffect(() => store.startSending(), [store]);
  const { live, others } = useLive(store, horizon, actor.id);
  useHeldLine(store.beforeTextChange, article.paragraphs, holdTextLine);
  useEffect(() => seen.follow(), [seen]);
  useEffect(() => () => caret.current?.end(), []);

  const mayWrite = may(actor, "article.write", article);
  useUnsavedText(mayWrite, actor.id, article.id, editor.open);
  useOnDemand(() => mayWrite && editor.prefetch());
  const mayComment = may(actor, "flag.comment", article);
  const mayFlag = may(actor, "flag.raise", article);
  const kinds = useMemo<readonly FlagKind[]>(
    () => (mayFlag ? FLAG_KINDS : mayComment ? ["comment"] : []),
    [mayFlag, mayComment],
  );

  const services = useServices(
    {
      actor,
      members,
      store,
      seen,
      commands,
      say: setSaid,
      thread,
      text,
      caret,
      focusFlag,
      setComposing,
      setPlacingId,
      openDialog: setDialog,
      openEditor: editor.open,
    },
    { walkable: shown.walkable, focusedId, kinds, mayWrite },
  );
  const { focus, walk, compose, edit } = services;

  const choose = useCallback(
    (kind: FlagKind) => {
      if (caret.current?.isOn) caret.current.takeWord();
      const selected = currentWords(text.current, store.getSnapshot().paragraphs);
      if (selected) compose(kind, selected);
    },
    [compose, store],
  );
  const placeHere = () => {
    const selected = currentWords(text.current, article.paragraphs);
    if (!selected || !placingId) return;
    const id = placingId;
    setPlacingId(null);
    letGoOfWords();
    focus(id, { scroll: true });
    void commands.anchor(id, selected).then((sent) => {
      if (sent) services.say("The flag stands on these words now.");
    });
  };
  const walkText = async () => {
    const root = text.current;
    if (!root) return;
    if (caret.current?.root !== root) caret.current = await makeCaret(root);
    const place = placeToEdit(root, shown.focused ?? undefined);
    const paragraph = place && root.querySelector<HTMLElement>(`[data-paragraph="${place.paragraphId}"]`);
    if (!paragraph) return;
    // On a note the arrows would walk the notes.
    document.getElementById("main")?.focus({ preventScroll: true });
    caret.current.begin(paragraph, place.offset);
    services.say("A caret is in the text. Arrows move it, Shift and arrows select, Escape ends.");
  };
  const openParagraphHistory = () => {
    const paragraphId = placeToEdit(text.current, shown.focused ?? undefined)?.paragraphId;
    location.assign(`/articles/${article.id}/history${paragraphId ? `?paragraph=${paragraphId}` : ""}`);
  };
  const hideSettled = () => setFilters({ ...filters, state: filters.state === "open" ? "" : "open" });
  const letGo = () => {
    if (caret.current?.isOn) caret.current.end();
    else if (words) letGoOfWords();
    else if (placingId) setPlacingId(null);
    else focus(null);
  };

  const ask = useAskThread(thread, focusedId);
  useKeys({
    actions: {
      j: () => walk(1),
      k: () => walk(-1),
      t: () => choose("typo"),
      f: () => choose("fact_check"),
      c: () => choose("citation"),
      m: () => choose("comment"),
      r: () => ask((handle) => handle.reply()),
      a: () => ask((handle) => handle.settle(shown.focused?.kind === "comment" ? "done" : "applied")),
      d: () => ask((handle) => handle.settle("declined")),
      v: () => ask((handle) => handle.verify()),
      o: () => ask((handle) => handle.reopen()),
      e: () => edit(),
      s: () => void walkText(),
      h: hideSettled,
      p: openParagraphHistory,
      n: services.nextNew,
      b: () => setDialog("references"),
      "?": () => setDialog("keys"),
      Escape: letGo,
      ...(placingId && words ? { Enter: placeHere } : {}),
    },
    openPalette: () => setDialog("palette"),
    // A letter that was meant for a form which is still on its way is no command.
    first: (event) =>
      (composing !== null && !Composer.isThere() && isPlainLetter(event)) ||
      (caret.current?.press(event) ?? false),
  });

  // Pending flags count nowhere: nobody but their editor knows of them.
  const raised = useMemo(() => article.flags.filter(({ pending }) => !pending), [article.flags]);
  const sendReview = useCallback(() => {
    // One that the server would not have is not there to be sent.
    const refused = new Set(
      store.getTasks().flatMap(({ state, about }) => (state === "failed" ? about : [])),
    );
    const flagIds = store
      .getSnapshot()
      .flags.flatMap(({ id, pending }) => (pending && !refused.has(id) ? [id] : []));
    if (flagIds.length > 0) void commands.perform({ type: "send", flagIds });
  }, [commands, store]);

  const tasks = useTasks(store);
  const fixes = useMemo(() => {
    if (!mayWrite) return [];
    const underWay = new Set(
      tasks.flatMap(({ isStep, state, about }) => (isStep && state !== "failed" ? about : [])),
    );
    return shown.anchored.filter(
      ({ id, kind, status, anchor, pending }) =>
        kind === "typo" && status === "open" && anchor.state === "exact" && !pending && !underWay.has(id),
    );
  }, [mayWrite, shown.anchored, tasks]);
  // The editor shows its own status; what went wrong is also said aloud.
  const sayStatus = useCallback((status: EditorStatus) => {
    if (status === "offline" || status === "conflict") setSaid(EDIT_STATUS_WORDS[status]);
  }, []);
  const Editor = editor.state.name === "yes" ? editor.state.Editor : null;

  return (
    <ReviewContext value={services}>
      <main id="main" tabIndex={-1} className="review" data-placing={placingId ? true : undefined}>
        <div className="review-head">
          <Bar
            articleId={article.id}
            flags={raised}
            filters={filters}
            onFilters={setFilters}
            fixes={fixes.length}
            onApply={() => setDialog("apply")}
            pending={article.flags.length - raised.length}
            onSendPending={sendReview}
            editing={!mayWrite ? null : editor.state.name}
            onEdit={() => edit()}
            onEditIntent={editor.prefetch}
            live={live}
            others={others}
            onReferences={() => setDialog("references")}
            onKeys={() => setDialog("keys")}
          />
          {!Editor && <SeenLine />}
          <Unsent
            composing={composing}
            onResume={(kept) => {
              focusFlag(null);
              setComposing(kept);
            }}
          />
          <AtLarge />
          {placingId && (
            <p className="placing" data-screen>
              Select the words this flag belongs to, then choose “Put it here”.{" "}
              <button type="button" className="link-button" onClick={() => setPlacingId(null)}>
                Leave it
              </button>
            </p>
          )}
        </div>
        <div className="review-columns" data-screen>
          <Outline paragraphs={article.paragraphs} flags={raised} />
          <div ref={column} className="review-text" lang={article.language}>
            {Editor && editor.state.name === "yes" ? (
              <Editor
                article={store.getSnapshot()}
                flags={shown.anchored}
                focusedFlagId={focusedId}
                caret={editor.state.caret}
                store={store}
                actorId={actor.id}
                onFlagClick={focus}
                onLayout={() => replace.current()}
                onDone={() => {
                  focusNoteOrPage();
                  editor.close();
                }}
                onStatus={sayStatus}
              />
            ) : (
              <ArticleText
                ref={text}
                paragraphs={article.paragraphs}
                flagsOf={shown.flagsOf}
                citations={shown.citations}
                focused={composing ? null : shown.focused}
                tabStop={shown.tabStop}
                composing={composing}
              />
            )}
          </div>
          <MarginSide
            shown={shown}
            count={article.flags.length}
            kinds={kinds}
            column={column}
            paragraphs={article.paragraphs}
            focusedId={focusedId}
            composing={composing}
            replaceRef={replace}
          />
        </div>
        <PrintGalley
          paragraphs={article.paragraphs}
          flagsOf={shown.flagsOf}
          detached={shown.detached}
          citations={shown.citations}
        />
        {words && !composing && !Editor && (placingId || kinds.length > 0) && (
          <SelectionToolbar
            words={words}
            kinds={kinds}
            placing={placingId !== null}
            onChoose={choose}
            onPlace={placeHere}
          />
        )}
        <Dialogs
          open={dialog}
          onClose={() => setDialog(null)}
          actions={[
            { label: "The next flag", keys: "j", run: () => walk(1) },
            { label: "The next thing that changed since you last looked", keys: "n", run: services.nextNew },
            { label: "Hide settled flags, or show them", keys: "h", run: hideSettled },
            { label: "Walk the text with a caret", keys: "s", run: () => void walkText() },
            ...(mayWrite ? [{ label: "Edit the text", keys: "e", run: () => edit() }] : []),
            ...(fixes.length > 0
              ? [{ label: "Apply the typo fixes shown", run: () => setDialog("apply") }]
              : []),
            {
              label: "History of the article",
              run: () => location.assign(`/articles/${article.id}/history`),
            },
            {
              label: "History of this paragraph",
              keys: "p",
              run: openParagraphHistory,
            },
            {
              label: "The gate and the clean draft",
              run: () => location.assign(`/articles/${article.id}/draft`),
            },
            ...(mayWrite
              ? [
                  {
                    label: "Bring a Word file back",
                    run: () => location.assign(`/articles/${article.id}/manuscript`),
                  },
                ]
              : []),
            { label: "References", keys: "b", run: () => setDialog("references") },
            { label: "All keys", keys: "?", run: () => setDialog("keys") },
          ]}
          flags={shown.walkable}
          fixes={fixes}
          paragraphs={article.paragraphs}
          onFlag={(id) => focus(id, { scroll: true, keyboard: true })}
        />
        <p role="status" className="sr-only">
          {said}
        </p>
      </main>
    </ReviewContext>
  );
}
