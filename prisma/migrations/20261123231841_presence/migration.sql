-- CreateTable
CREATE TABLE "Presence" (
    "articleId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "windowId" UUID NOT NULL,
    "paragraphId" UUID,
    "expiresAt" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "Presence_pkey" PRIMARY KEY ("articleId","userId","windowId")
);

-- AddForeignKey
ALTER TABLE "Presence" ADD CONSTRAINT "Presence_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
