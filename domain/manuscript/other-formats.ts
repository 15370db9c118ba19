const AS_DOCX = "and bring that.";

/** What is said of files that people bring and Galley does not read, whether by their names or by what is in them. */
export const OTHER_FORMATS = {
  opendocument: `This is an OpenDocument file. Save it as Word document (.docx) in LibreOffice or Word, ${AS_DOCX}`,
  old_word: `This is a document of Word 97–2003 (.doc). Save it as Word document (.docx) in Word or LibreOffice, ${AS_DOCX}`,
  rich_text: `This is a file in Rich Text Format. Save it as Word document (.docx), ${AS_DOCX}`,
  pages: `This is a Pages document. Export it as Word (.docx) in Pages, ${AS_DOCX}`,
  pdf: "This is a PDF. Bring the Word document it was made from, or paste its text.",
} as const;
