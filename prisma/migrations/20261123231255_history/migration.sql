-- AlterTable
ALTER TABLE "Revision" ADD COLUMN     "paragraphIds" UUID[];

-- CreateTable
CREATE TABLE "ArticleSeen" (
    "userId" UUID NOT NULL,
    "articleId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "eventId" BIGINT NOT NULL,
    "paragraphs" JSONB NOT NULL DEFAULT '{}',
    "flags" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ArticleSeen_pkey" PRIMARY KEY ("userId","articleId")
);

-- CreateIndex
CREATE INDEX "ArticleSeen_articleId_idx" ON "ArticleSeen"("articleId");

-- AddForeignKey
ALTER TABLE "ArticleSeen" ADD CONSTRAINT "ArticleSeen_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
