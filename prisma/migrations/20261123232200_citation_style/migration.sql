-- AlterTable
ALTER TABLE "Article" ADD COLUMN     "citationStyle" TEXT NOT NULL DEFAULT 'numbered';
