// Runs in the page before anything of its own does; page.ts reads what it finds. Plain JavaScript, because it is
// sent to the browser as it stands here.

/**
 * Notes when the article can be seen. All times are milliseconds since the navigation began, and are taken after
 * the frame was painted in which the thing first stood so:
 *   text   every paragraph is in the page, and the last one is drawn
 *   flags  as well, every flag has its words marked in the text and its note drawn in the margin
 *   still  the notes have moved for the last time: they stand beside their words
 */
globalThis.watchPage = (expected) => {
  const figures = { text: null, flags: null, still: null, longTasks: [] };
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
  const hasFlags = () => {
    const notes = document.querySelectorAll("[data-note]");
    if (notes.length !== expected.flags) return false;
    const marks = document.querySelectorAll("[data-article] [data-flags]");
    const marked = new Set([...marks].flatMap((mark) => mark.dataset.flags.split(" ")));
    return marked.size === expected.flags && [...notes].every(isDrawn);
  };
  let seenText = false;
  const look = () => {
    if (!seenText && hasText()) {
      seenText = true;
      afterPaint((now) => (figures.text = now));
    }
    if (seenText && hasFlags()) afterPaint((now) => (figures.flags = figures.still = now));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  new MutationObserver((changes) => {
    if (figures.flags !== null && changes.some(({ target }) => target.dataset.note))
      afterPaint((now) => (figures.still = now));
  }).observe(document, { subtree: true, attributeFilter: ["style", "data-density"] });

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) figures.longTasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });

  /** Everything has come and nothing has happened for a while. */
  globalThis.benchIsQuiet = () => {
    if (document.readyState !== "complete" || figures.still === null) return false;
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
