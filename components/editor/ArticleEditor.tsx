"use client";

import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import type { FlagDto } from "@/domain/contract";
import { CitationForm } from "./citation-form";
import { EditorBar, type Leaving } from "./editor-bar";
import { flagClassName } from "../ui/flag-class-name";
import { KeptWordsPanel } from "./kept-words";
import { LinkForm } from "./link-form";
import { chosenWords } from "./chosen-words";
import { claimLeft, openPlace } from "./drafts";
import { typeWords } from "./place-caret";
import { letGoOfLingering, Session, type SessionOptions, type SessionView } from "./session";
import { takeSelection } from "./take-selection";
import { takeTyping } from "./take-typing";
import type { ArticleEditorProps, EditorStatus } from "./types";
import "./editor.css";

const STATUS_WORDS: Partial<Record<EditorStatus, string>> = {
  offline: "No connection: what you write is kept here.",
  conflict: "Some words could not be saved. They are kept here.",
};

/**
 * The article to write in: the whole of it one document, in the type it is read in. Loaded when somebody begins
 * to write; begins where they pressed, and with whatever they left unsaved on this device.
 */
export default function ArticleEditor(props: ArticleEditorProps) {
  const { flags, focusedFlagId, store, actorId, article } = props;
  const place = useRef<HTMLDivElement>(null);
  const [session, setSession] = useState<Session | null>(null);
  const [view, setView] = useState<SessionView | null>(null);
  const [leaving, setLeaving] = useState<Leaving | null>(null);

  const focused = useRef(focusedFlagId);
  const classNameOf = useCallback((flag: FlagDto) => flagClassName(flag, focused.current), []);
  const { onFlagClick, onDone, say } = props;
  const pressFlag = useEffectEvent(onFlagClick);
  const measure = useEffectEvent(props.onLayout);
  const start = useEffectEvent(() => ({
    article: store.getSnapshot(),
    caret: props.caret,
    onLeft: props.onLeft,
  }));

  const typedAhead = useEffectEvent(() => props.ahead.typed);

  // Leaving saves first. Where that fails, or some words were refused, they are safe on this device: it is said, and a
  // second press leaves.
  const done = async () => {
    if (!session || leaving === "saving") return;
    if (leaving === "failed" || (session.isSaved && !session.hasKept)) return onDone();
    setLeaving("saving");
    if ((await session.flush()) && !session.hasKept) onDone();
    else setLeaving("failed");
  };
  /** Of a comment whose words could not be stored: the next one begins with it. */
  const note = useRef("");
  // The words have to be stored before anything can be said of them. What is typed meanwhile is not to replace them.
  const comment = async () => {
    if (!session) return;
    takeSelection(session.view);
    if (!chosenWords(session.view.state)) return session.tell("Select the words first.");
    const endTyping = takeTyping(place.current!);
    const saved = await session.flush();
    const typed = endTyping();
    note.current += typed ?? "";
    const words = chosenWords(session.view.state);
    if (!saved) setLeaving("uncommented");
    else if (words && typed !== null) props.onComment({ ...words, note: note.current });
  };
  const askedComment = useEffectEvent(() => void comment());
  const askedDone = useEffectEvent(() => void done());

  // Before anything is painted: the text is there, in the same place, in the moment it can be written in.
  useLayoutEffect(() => {
    let isGone = false;
    const onLayout = () => measure();
    const sizes = new ResizeObserver(onLayout);
    const open = (left: SessionOptions["left"]) => {
      const made = new Session({
        place: place.current!,
        source: store,
        left,
        ...start(),
        classNameOf,
        onFlagClick: (flagId) => pressFlag(flagId),
        onDone: () => askedDone(),
        onComment: () => askedComment(),
        onLayout,
        onView: (shown) => {
          setView(shown);
          // What stood in the way is over.
          if (shown.status === "saved")
            setLeaving((way) => (way === "saving" || shown.kept.length > 0 ? way : null));
        },
      });
      sizes.observe(made.view.dom);
      setSession(made);
      return made;
    };
    let current = open(null);
    current.run(typeWords(typedAhead()));
    // What was left unsaved takes its place a moment later; if somebody was quicker to write, the next time.
    const find = async () => {
      await Promise.resolve();
      if (isGone) return;
      await letGoOfLingering();
      const left = await claimLeft(actorId, article.id);
      if (left && !isGone && current.isUntouched) {
        current.destroy();
        current = open(left);
        return;
      }
      left?.place.release();
      const own = await openPlace(actorId, article.id, current.clientId);
      if (isGone) own.release();
      else current.keepAt(own);
    };
    void find();
    return () => {
      isGone = true;
      sizes.disconnect();
      current.destroy();
      setSession(null);
    };
  }, [actorId, article.id, store, classNameOf]);

  useEffect(() => {
    focused.current = focusedFlagId;
    session?.showFlags(flags);
  }, [session, flags, focusedFlagId]);

  const { citationStyle } = article;
  useEffect(() => {
    session?.showCitationStyle(citationStyle);
  }, [session, citationStyle]);

  // The bar shows it; what went wrong is also said aloud.
  const status = view?.kept.length ? "conflict" : (view?.status ?? "saved");
  useEffect(() => {
    const words = STATUS_WORDS[status];
    if (words) say(words);
  }, [status, say]);

  useEffect(() => {
    if (!session) return;
    const send = () => session.sendNow();
    const hidden = () => document.visibilityState === "hidden" && session.sendNow();
    const unload = (event: BeforeUnloadEvent) => {
      if (!session.isSaved) event.preventDefault();
    };
    window.addEventListener("online", send);
    window.addEventListener("beforeunload", unload);
    window.addEventListener("pagehide", send);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("online", send);
      window.removeEventListener("beforeunload", unload);
      window.removeEventListener("pagehide", send);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [session]);

  return (
    <>
      <div ref={place} className="editor-frame" />
      {session && view && (
        <>
          {view.form === "link" && <LinkForm session={session} />}
          {view.form === "citation" && <CitationForm session={session} />}
          <EditorBar
            session={session}
            view={view}
            leaving={leaving}
            onComment={() => void comment()}
            onDone={() => void done()}
          >
            {view.kept.length > 0 && <KeptWordsPanel session={session} kept={view.kept} />}
          </EditorBar>
        </>
      )}
    </>
  );
}
