// Runs in the page before anything of its own does; page.ts reads what it finds. Plain JavaScript, because it is
// sent to the browser as it stands here.

/**
 * Notes when the article can be seen. All times are milliseconds since the navigation began, and are taken after
 * the frame was painted in which the thing first stood so:
 *   text   every paragraph is in the page, and the last one is drawn
 *   flags  as well, every flag has its words marked in the text, and those with words in the window, or within one
 *          height of it above or below, have their note drawn in the margin
 *   all    every flag has its note drawn in the margin
 *   linked the flag that the link names has its words and its open note in the window
 *   still  the notes have moved for the last time: they stand beside their words
 */
globalThis.watchPage = (expected) => {
  const figures = { text: null, flags: null, all: null, linked: null, still: null, longTasks: [] };
  globalThis.benchFigures = figures;

  const afterPaint = (tell) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => tell(performance.now());
      port2.postMessage(null);
    });
  const isDrawn = (element) =>
    element.getBoundingClientRect().height > 0 &&
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  const hasText = () => {
    const paragraphs = document.querySelectorAll("[data-article] [data-paragraph]");
    return paragraphs.length === expected.paragraphs && isDrawn(paragraphs[paragraphs.length - 1]);
  };
  const idsOf = (marks) => new Set(marks.flatMap((mark) => mark.dataset.flags.split(" ")));
  const isNear = (mark) => {
    const { top, bottom } = mark.getBoundingClientRect();
    return bottom > -innerHeight && top < 2 * innerHeight;
  };
  const hasFlags = () => {
    const marks = [...document.querySelectorAll("[data-article] [data-flags]")];
    if (idsOf(marks).size !== expected.flags) return false;
    return [...idsOf(marks.filter(isNear))].every((id) => {
      const note = document.getElementById(`note-${id}`);
      return note && isDrawn(note);
    });
  };
  const hasAll = () => {
    const notes = document.querySelectorAll("[data-note]");
    return notes.length === expected.flags && [...notes].every(isDrawn);
  };
  const isInWindow = (element) => {
    if (!element || !isDrawn(element)) return false;
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && Math.min(bottom, top + 40) <= innerHeight;
  };
  const hasLinked = () => {
    const note = document.getElementById(`note-${expected.linked}`);
    const mark = document.querySelector(`[data-article] [data-flags~="${expected.linked}"]`);
    return isInWindow(mark) && isInWindow(note) && note.querySelector("textarea, form, ol") !== null;
  };
  const stages = [
    ["text", hasText],
    ...(expected.linked ? [["linked", hasLinked]] : [["flags", hasFlags]]),
    ["all", hasAll],
  ];
  const look = () => {
    while (stages.length > 0 && stages[0][1]()) {
      const [name] = stages.shift();
      afterPaint((now) => {
        figures[name] = now;
        figures.still = now;
      });
    }
    if (stages.length > 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  new MutationObserver((changes) => {
    if (figures.all !== null && changes.some(({ target }) => target.dataset.note))
      afterPaint((now) => (figures.still = now));
  }).observe(document, { subtree: true, attributeFilter: ["style", "data-density"] });

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) figures.longTasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });

  /** Everything has come and nothing has happened for a while. */
  globalThis.benchIsQuiet = () => {
    if (document.readyState !== "complete" || figures.all === null) return false;
    const [navigation] = performance.getEntriesByType("navigation");
    const lastTask = figures.longTasks.at(-1);
    const last = Math.max(
      figures.still,
      navigation.loadEventEnd,
      lastTask ? lastTask.startTime + lastTask.duration : 0,
    );
    return performance.now() - last > 1500;
  };
};
