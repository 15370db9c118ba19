-- CreateTable
CREATE TABLE "PendingReview" (
    "userId" UUID NOT NULL,
    "articleId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "dropped" UUID[],

    CONSTRAINT "PendingReview_pkey" PRIMARY KEY ("userId","articleId")
);

-- CreateIndex
CREATE INDEX "PendingReview_articleId_idx" ON "PendingReview"("articleId");

-- AddForeignKey
ALTER TABLE "PendingReview" ADD CONSTRAINT "PendingReview_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Reviews that were begun before.
INSERT INTO "PendingReview" ("userId", "articleId", "version", "dropped")
SELECT DISTINCT "raisedById", "articleId", 1, '{}'::uuid[] FROM "PendingFlag";
