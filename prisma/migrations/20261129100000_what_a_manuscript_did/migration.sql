-- What a manuscript did when it came in again, for taking it back: settled flags by their ids, the article's newest event
-- then, and the replies that it brought (those of before are not known any more, and stay).
UPDATE "Manuscript" AS m SET "did" = m."did" || jsonb_build_object(
  'settled', (SELECT COALESCE(jsonb_agg(flag -> 'id'), '[]') FROM jsonb_array_elements(m."did" -> 'settled') AS flag),
  'replies', '[]'::jsonb,
  'eventId', (SELECT COALESCE(max(e."id"), 0)::text FROM "ArticleEvent" e
    WHERE e."articleId" = m."articleId" AND e."createdAt" <= m."createdAt"))
WHERE m."did" IS NOT NULL;
