"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { MemberDto, PendingDto, UnseenDto } from "@/domain/contract";
import { unpackArticle } from "@/domain/article/packed";
import { FLAG_KINDS, type FlagKind } from "@/domain/flag/kinds";
import { may, type Actor } from "@/domain/policy";
import { useHeldLine } from "../live/hold-line";
import { useUnsavedText } from "./use-unsaved-text";
import { ArticleText } from "./article-text";
import { AtLarge } from "./at-large";
import { Bar } from "./bar";
import type { Caret } from "./caret";
import { makeCommands } from "./commands";
import { ReviewContext, useArticle, type Composing, type DialogName, type ThreadHandle } from "./context";
import { Dialogs } from "./dialogs";
import { isFiltered, NO_FILTERS, type Filters } from "./filters";
import { MarginSide } from "./margin-side";
import { LeftTextLine, SelectionToolbar, useOnDemand } from "./on-demand";
import { Outline } from "./outline";
import { PrintGalley } from "./print-galley";
import { Seen } from "./seen";
import { SeenLine } from "./seen-line";
import { ArticleStore } from "./store";
import { Unsent } from "./unsent";
import { draftStorage } from "./use-draft";
import { useActions } from "./use-actions";
import { useEditor } from "./use-editor";
import { useFixes } from "./use-fixes";
import { focusNoteOrPage } from "./use-keep-focus";
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
  const isTheirs = mayWrite && article.authorIds.includes(actor.id);
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
      setComposing: (next) => {
        editor.letGo();
        setComposing(next);
      },
      setPlacingId,
      openDialog: setDialog,
      openEditor: editor.open,
    },
    { walkable: shown.walkable, focusedId, kinds, mayWrite },
  );
  const { focus, compose, edit } = services;

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
    // Its note is still in the list of those without words: what was just looked for stays in view.
    focus(id);
    void commands.anchor(id, selected).then((sent) => {
      if (!sent) return;
      focus(id, { scroll: true });
      services.say("The flag stands on these words now.");
    });
  };
  const hideSettled = () => setFilters({ ...filters, state: filters.state === "open" ? "" : "open" });
  const letGo = () => {
    if (caret.current?.isOn) caret.current.end();
    else if (words) letGoOfWords();
    else if (placingId) setPlacingId(null);
    else focus(null);
  };

  // Pending flags count nowhere: nobody but their editor knows of them.
  const raised = useMemo(() => article.flags.filter(({ pending }) => !pending), [article.flags]);
  const { fixes, stale } = useFixes(store, shown.walkable, mayWrite);
  const actions = useActions({
    services,
    articleId: article.id,
    shown,
    mayWrite,
    fixes: fixes.length,
    pending: article.flags.length - raised.length,
    composing,
    text,
    caret,
    thread,
    ahead: "typed" in editor.state ? editor.state : null,
    choose,
    placeHere: placingId && words ? placeHere : null,
    hideSettled,
    letGo,
  });

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
            onSendPending={commands.sendReview}
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
          {editor.left && <LeftTextLine left={editor.left} onEdit={() => edit()} />}
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
                ahead={editor.state.ahead}
                store={store}
                actorId={actor.id}
                onFlagClick={focus}
                onLayout={() => replace.current()}
                onDone={() => {
                  focusNoteOrPage();
                  editor.close();
                }}
                onComment={(words) => {
                  editor.close();
                  compose("comment", words);
                }}
                say={setSaid}
                onLeft={editor.onLeft}
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
                onWrite={isTheirs && !composing && !placingId ? edit : null}
              />
            )}
          </div>
          <MarginSide
            shown={shown}
            count={article.flags.length}
            onShowAll={isFiltered(filters) ? () => setFilters(NO_FILTERS) : null}
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
          actions={actions}
          flags={shown.walkable}
          fixes={fixes}
          stale={stale}
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
