-- AlterTable
ALTER TABLE "Desk" ADD COLUMN     "commentWords" JSONB;

-- AlterTable
ALTER TABLE "Reply" ADD COLUMN     "imported" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Outsider" (
    "id" UUID NOT NULL,
    "deskId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Outsider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Manuscript" (
    "articleId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "filename" TEXT,
    "source" TEXT,
    "file" BYTEA,
    "actorId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL,

    CONSTRAINT "Manuscript_pkey" PRIMARY KEY ("articleId","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "Outsider_deskId_name_email_key" ON "Outsider"("deskId", "name", "email");

-- AddForeignKey
ALTER TABLE "Outsider" ADD CONSTRAINT "Outsider_deskId_fkey" FOREIGN KEY ("deskId") REFERENCES "Desk"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Manuscript" ADD CONSTRAINT "Manuscript_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What every article was made from moves to its first manuscript.
INSERT INTO "Manuscript" ("articleId", "number", "format", "source", "actorId", "createdAt", "version")
SELECT "id", 1, "sourceFormat", "source", "createdById", "createdAt", 1 FROM "Article";

-- AlterTable
ALTER TABLE "Article" DROP COLUMN "source",
DROP COLUMN "sourceFormat";
