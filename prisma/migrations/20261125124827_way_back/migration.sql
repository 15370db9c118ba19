-- AlterTable
ALTER TABLE "Revision" ADD COLUMN     "stood" JSONB;

-- What anchors remember is told in another form (domain/flag/anchor.ts): of places the words they were on instead of
-- the paragraph's whole text, and of lost ones what stood beside them.
CREATE FUNCTION pg_temp.remembered("old" jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object(
    'places', (
      SELECT COALESCE(jsonb_agg(place - 'text' || jsonb_build_object(
        'reads', '',
        'words', substr(place->>'text', (place->>'start')::int + 1, (place->>'end')::int - (place->>'start')::int)
      ) ORDER BY n), '[]')
      FROM jsonb_array_elements("old"->'places') WITH ORDINALITY AS every(place, n)),
    'beside', jsonb_build_object(
      'prefix', COALESCE(right(left("old"->'places'->-1->>'text', ("old"->'places'->-1->>'start')::int), 32), ''),
      'suffix', COALESCE(substr("old"->'places'->-1->>'text', ("old"->'places'->-1->>'end')::int + 1, 32), '')),
    'whole', CASE WHEN ("old"->'whole')::text = 'true' THEN "old"->'places'->-1->'text' END,
    'until', "old"->'until'))
$$;
UPDATE "Flag" SET "recovery" = pg_temp.remembered("recovery") WHERE jsonb_typeof("recovery") = 'object';
UPDATE "PendingFlag" SET "recovery" = pg_temp.remembered("recovery") WHERE jsonb_typeof("recovery") = 'object';
