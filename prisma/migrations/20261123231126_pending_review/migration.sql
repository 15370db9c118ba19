-- CreateTable
CREATE TABLE "PendingFlag" (
    "id" UUID NOT NULL,
    "articleId" UUID NOT NULL,
    "raisedById" UUID NOT NULL,
    "kind" "FlagKind" NOT NULL,
    "paragraphId" UUID NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "quote" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "suffix" TEXT NOT NULL,
    "anchorState" "AnchorState" NOT NULL DEFAULT 'exact',
    "recovery" JSONB,
    "raisedText" TEXT NOT NULL,
    "replacement" TEXT,
    "note" TEXT,
    "assigneeId" UUID,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PendingFlag_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PendingFlag_articleId_raisedById_idx" ON "PendingFlag"("articleId", "raisedById");

-- AddForeignKey
ALTER TABLE "PendingFlag" ADD CONSTRAINT "PendingFlag_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
