-- AlterTable
ALTER TABLE "Flag" ADD COLUMN     "verifiedText" TEXT;
