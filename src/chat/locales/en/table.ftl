table-reading = ⏳ reading the table
table-reading-rows =
    { $n ->
        [one] ⏳ reading the table: { $n } row
       *[other] ⏳ reading the table: { $n } rows
    }
table-cancelled = ✖️ cancelled, nothing was sent
table-foreign-xls = This is an old Excel file (.xls). Save it in Excel as “Excel Workbook (.xlsx)” and send it again.
table-foreign-xlsb = This is a binary Excel workbook (.xlsb). Save it as “Excel Workbook (.xlsx)” and send it again.
table-foreign-opendocument = This is a LibreOffice table (.ods). Save it as .xlsx or .csv and send it again.
table-foreign-numbers = This is a Numbers table. Export it to Excel (.xlsx) or CSV and send it again.
table-foreign-document = This is a text document, not a table. Put the numbers into a table and save it as .xlsx or .csv.
table-foreign-pdf = This is a PDF: I cannot read a table out of it. Send .xlsx or .csv.
table-foreign-image = This is a picture: I cannot read a table off it. Send .xlsx or .csv.
table-foreign-markup = This is a web page or XML, though the file may be called .xls. Open it in Excel and save it as “Excel Workbook (.xlsx)”.
table-foreign-sylk = This is a table in the old SYLK format (.slk). Open it in Excel or LibreOffice, save it as .xlsx and send it again.
table-foreign-dif = This is a table in the old DIF format (.dif). Open it in Excel or LibreOffice, save it as .xlsx and send it again.
table-foreign-dbf = This is a dBase table (.dbf). Open it in Excel or LibreOffice, save it as .xlsx and send it again.
table-foreign-json = This is JSON, not a table. Send .xlsx or .csv.
table-foreign-archive = This is an archive. Unpack it and send the table itself: .xlsx or .csv.
table-foreign-unknown = This is no table. I read CSV, TSV, TXT and XLSX.
table-encrypted = The workbook has a password. Remove it and send the workbook again.
table-empty = There is nothing in the file.
table-empty-hidden = All sheets with anything on them are hidden: { $sheets }. Show the one you mean, save, and send the file again.
table-no-sheet = The workbook has no sheet “{ $sheet }”.
table-limit-bytes = The file is larger than { $most } MB: Telegram hands no larger ones to bots. Split it.
table-limit-rows = There are more than { $most } rows: I do not read more at a time. Split the file.
table-limit-columns = There are more than { $most } columns. Leave only those you need.
table-limit-cell = A cell has more than { $most } characters.
table-limit-entries = The workbook holds more than { $most } files: Excel does not save it so. Save it anew and send it again.
table-limit-unpacked = Unpacked, the workbook is larger than { $most } MB. Leave one sheet in it, and only the columns you need.
table-limit-strings = There is too much text in the workbook. Leave one sheet in it, and only the columns you need.
table-in-row = Row { $row }. { $words }
table-open-quote = A quote opens in row { $row } and closes in the wrong place or nowhere: it is not clear where the cell ends. Mend it and send the file again.
table-damaged = The file is damaged ({ $part }). Save it anew and send it again.
table-too-costly-memory = Reading the file takes too much memory. Save the table as CSV and send it again.
table-too-costly-time = Reading the file takes too long. Save the table as CSV and send it again.
table-gone = Telegram does not hand this file out any more. Send it again.
table-failed = The file could not be read, after several tries. Send it again; should that not help, the program's log says why.
table-rounded = All numbers in the table are rounded, such as 7.9161E+10: their last digits are not in the file. In the spreadsheet, format that column as whole numbers or as text, save the file and send it again.
table-no-recipients = No column of the table has numbers, or names of contacts in their place.
table-sheet-name = “{ $sheet }”
table-other-sheets =
    { $n ->
        [one] The sheet “{ $sheet }” was read, and there is { $others } too. If that is the one, open it in the workbook, save, and send the file again.
       *[other] The sheet “{ $sheet }” was read, and there are { $others } too. If another is the one, open it in the workbook, save, and send the file again.
    }
table-mended = Is this meant?
button-table-mend = Yes, that text
table-unknown-places =
    { $n ->
        [one] There is no column { $names }. There are: { $columns }. Reply to this with the text mended, or edit the caption.
       *[other] There are no columns { $names }. There are: { $columns }. Reply to this with the text mended, or edit the caption.
    }
table-nobody =
    { $n ->
        [one] Nobody to send to: { $n } row, without a number or what the text needs.
       *[other] Nobody to send to: { $n } rows, and none has a number and all that the text needs.
    }
table-nobody-of =
    { $n ->
        [one] Nobody to send to: { $n } row, { $list }.
       *[other] Nobody to send to: { $n } rows, { $list }.
    }
table-nobody-why =
    { $n ->
        [one] Nobody to send to: { $n } row. { $why }
       *[other] Nobody to send to: { $n } rows. { $why }
    }
table-sheet = { $name }, sheet “{ $sheet }”
table-of-rows =
    { $n ->
        [one] of { $n } row
       *[other] of { $n } rows
    }
table-foreign = ⚠️ { $n ->
        [one] { $pieces } goes as it is
       *[other] { $pieces } go as they are
    }: a column is filled in by its name in braces, such as { "{" }name{ "}" }.
table-twins = ⚠️ More columns than one are called “{ $name }”: { $taken } is filled in, and not { $others }. Another one is named by its letter: { $place }.
table-signs = ⚠️ { $n ->
        [one] { $pieces } goes as it is: web pages have such a sign in place of a character
       *[other] { $pieces } go as they are: web pages have such signs in place of characters
    }. If that is not meant, replace it in the table and send it again.
table-column = The number is in column { $letters }
table-column-named = The number is in column { $letters } “{ $name }”
table-encoding = encoding { $encoding }
table-some = { $what } for { $n }
table-parts-total = { $n } in all
table-parts-between = { $least } to { $most } parts, { $total }
table-wide = { $words } because of { $characters }
table-duration = Sending takes about { $duration }
table-unsent-of-send = Not sent, { $n }: { $list }
table-unsent-of-lookup = Not asked, { $n }: { $list }
table-unsent-duplicate =
    { $n ->
        [one] { $n } duplicate
       *[other] { $n } duplicates
    }
table-unsent-other-text = { $n } with another text to the same number
table-unsent-bad-recipient =
    { $n ->
        [one] { $n } not a number
       *[other] { $n } not numbers
    }
table-unsent-no-recipient = { $n } without a number
table-unsent-missing = { $n } without what the text needs
table-unsent-missing-named = { $n } without what the text needs ({ $places })
table-unsent-torn = { $n } with more cells than the header
table-unsent-unusable = { $n } with an error in a cell
table-unsent-hidden = { $n } hidden
table-hidden-rows =
    { $n ->
        [one] { $n } row is hidden in the table, and was left out.
       *[other] { $n } rows are hidden in the table, and were left out.
    }
table-unsent-refused = { $n } with a text that cannot be sent
table-besides =
    { $n ->
        [one] { $n } cell has several numbers: the first mobile one is taken
       *[other] { $n } cells have several numbers: the first mobile one is taken
    }
table-extension =
    { $n ->
        [one] { $n } number has an extension: a message reaches the number itself only
       *[other] { $n } numbers have an extension: a message reaches the number itself only
    }
table-before-send =
    { $n ->
        [one] ⚠️ This file was sent before: { $name }, { $time }, { $n } recipient
       *[other] ⚠️ This file was sent before: { $name }, { $time }, { $n } recipients
    }
table-before-lookup =
    { $n ->
        [one] ⚠️ This file was looked up before: { $name }, { $time }, { $n } number
       *[other] ⚠️ This file was looked up before: { $name }, { $time }, { $n } numbers
    }
unsent-rows =
    { $n ->
        [one] { $name }: { $n } row that gets nothing
       *[other] { $name }: { $n } rows that get nothing
    }
unsent-forgotten = The file is not kept any more. Send the table again.
unsent-in-private = The file comes to you in private: numbers are not for a group.
unsent-file = not-sent.csv
unsent-title = Rows that are not sent
unsent-row = Row
unsent-why = Why
unsent-duplicate = the same number as in row { $row }
unsent-other-text = the same number as in row { $row }, and another text: it gets that of row { $row } alone
unsent-rounded = the number is written rounded, its last digits are not in the file
unsent-missing = empty: { $names }
unsent-torn = more cells than the header has: a separator in a text stands outside quotes, or a column has no name
unsent-unusable = { $name }: the cell has “{ $value }”
unsent-no-recipient = no number
unsent-hidden = the row is hidden
sample-row = { "{" }name{ "}" }, your order is ready
test-too-late = It is too late for a test: what was to be sent is gone.
reached-too-late = There is nobody to write to: this campaign reached nobody, or is not kept any more.
table-of-contacts = from the contacts
unsent-unknown-name = neither a number nor the name of a contact
unsent-two-contacts = the team and you have each another contact of that name: write the number

# Who names these, and no {place}, speaks of the table and not to a customer.
typed-of-table = file, files, table, sheet, column, columns, spreadsheet, csv
