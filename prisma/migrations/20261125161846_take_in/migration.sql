-- AlterTable
ALTER TABLE "Manuscript" ADD COLUMN     "did" JSONB,
ADD COLUMN     "requestId" UUID,
ADD COLUMN     "undoneAt" TIMESTAMPTZ;

-- CreateIndex
CREATE UNIQUE INDEX "Manuscript_articleId_requestId_key" ON "Manuscript"("articleId", "requestId");
