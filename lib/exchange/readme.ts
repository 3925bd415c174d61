/** What a person reads who opens the export years later, perhaps without Selfstead. */
export const README = `What this is

Everything that was in one Selfstead vault on the day named in manifest.json.

records/     your records, one file per kind: .json holds every value exactly,
             .csv is the same for a spreadsheet (a leading apostrophe marks a
             value that a spreadsheet would otherwise run as a formula)
documents/   files you kept, as they are
lockers/     what sites keep with you, one folder per locker and site;
             "selfstead:blob" in a document names a file in attachments/
attachments/ the files of those documents, as they are, named by their id
grants.json  what you allowed sites to have, and what became of it
receipts.json  the signed receipts of those grants
ledger.json  every disclosure and decision, oldest first; it holds no values
history.ndjson  the whole vault with all older versions, one record a line:
             this is what Selfstead reads when it brings the file back in

Without Selfstead

The encrypted export is an age file (https://age-encryption.org). On any computer:

    age -d selfstead-2026-01-31.age > selfstead.zip
    unzip selfstead.zip

asks for the passphrase you chose for the file and unpacks this folder.
Nothing in it needs Selfstead to be read.
`
