/* A document with every constructor of pandoc-types 1.23, each with something in each field, as
 * Pandoc's JSON: what the tests of the generic passes run over. */
#ifndef PC_TEST_EVERY_H
#define PC_TEST_EVERY_H

/* clang-format off */
#define EVERY_ATTR "[\"i\",[\"c\",\"d\"],[[\"k\",\"v\"],[\"l\",\"\"]]]"
#define EVERY_STR(s) "{\"t\":\"Str\",\"c\":\"" s "\"}"
#define EVERY_XS(s) "[" EVERY_STR(s) ",{\"t\":\"Space\"}," EVERY_STR("x") "]"
#define EVERY_BS(s) "[{\"t\":\"Plain\",\"c\":" EVERY_XS(s) "},{\"t\":\"Para\",\"c\":[]}]"
#define EVERY_STYLED(t, s) "{\"t\":\"" t "\",\"c\":" EVERY_XS(s) "},"
#define EVERY_CELL(s) "[" EVERY_ATTR ",{\"t\":\"AlignRight\"},1,2," EVERY_BS(s) "]"
#define EVERY_ROWS(s) "[[" EVERY_ATTR ",[" EVERY_CELL(s) "," EVERY_CELL("2") "]]]"
#define EVERY_CAPTION(s) "[" EVERY_XS(s) "," EVERY_BS("caption") "]"

#define EVERY_INLINES "[" \
    EVERY_STYLED("Emph", "emph") EVERY_STYLED("Underline", "underline") \
    EVERY_STYLED("Strong", "strong") EVERY_STYLED("Strikeout", "strikeout") \
    EVERY_STYLED("Superscript", "sup") EVERY_STYLED("Subscript", "sub") \
    EVERY_STYLED("SmallCaps", "caps") \
    "{\"t\":\"Quoted\",\"c\":[{\"t\":\"SingleQuote\"}," EVERY_XS("single") "]}," \
    "{\"t\":\"Quoted\",\"c\":[{\"t\":\"DoubleQuote\"}," EVERY_XS("double") "]}," \
    "{\"t\":\"Cite\",\"c\":[[{\"citationId\":\"id\"," \
    "\"citationPrefix\":" EVERY_XS("pre") ",\"citationSuffix\":" EVERY_XS("post") "," \
    "\"citationMode\":{\"t\":\"SuppressAuthor\"}," \
    "\"citationNoteNum\":3,\"citationHash\":-4}]," EVERY_XS("cite") "]}," \
    "{\"t\":\"Code\",\"c\":[" EVERY_ATTR ",\"code\"]}," \
    "{\"t\":\"Space\"},{\"t\":\"SoftBreak\"},{\"t\":\"LineBreak\"}," \
    "{\"t\":\"Math\",\"c\":[{\"t\":\"InlineMath\"},\"x^2\"]}," \
    "{\"t\":\"Math\",\"c\":[{\"t\":\"DisplayMath\"},\"y\"]}," \
    "{\"t\":\"RawInline\",\"c\":[\"html\",\"<i>\"]}," \
    "{\"t\":\"Link\",\"c\":[" EVERY_ATTR "," EVERY_XS("link") ",[\"url\",\"title\"]]}," \
    "{\"t\":\"Image\",\"c\":[" EVERY_ATTR "," EVERY_XS("image") ",[\"src\",\"\"]]}," \
    "{\"t\":\"Note\",\"c\":" EVERY_BS("note") "}," \
    "{\"t\":\"Span\",\"c\":[" EVERY_ATTR "," EVERY_XS("span") "]}]"

#define EVERY_BLOCKS \
    "[{\"t\":\"Plain\",\"c\":" EVERY_INLINES "}," \
    "{\"t\":\"Para\",\"c\":" EVERY_XS("para") "}," \
    "{\"t\":\"LineBlock\",\"c\":[" EVERY_XS("line") ",[]]}," \
    "{\"t\":\"CodeBlock\",\"c\":[" EVERY_ATTR ",\"code\"]}," \
    "{\"t\":\"RawBlock\",\"c\":[\"tex\",\"raw\"]}," \
    "{\"t\":\"BlockQuote\",\"c\":" EVERY_BS("quote") "}," \
    "{\"t\":\"OrderedList\",\"c\":[[4,{\"t\":\"LowerRoman\"},{\"t\":\"TwoParens\"}]," \
    "[" EVERY_BS("ordered") ",[]]]}," \
    "{\"t\":\"BulletList\",\"c\":[" EVERY_BS("bullet") "]}," \
    "{\"t\":\"DefinitionList\",\"c\":[[" EVERY_XS("term") ",[" EVERY_BS("def") "]]]}," \
    "{\"t\":\"Header\",\"c\":[2," EVERY_ATTR "," EVERY_XS("header") "]}," \
    "{\"t\":\"HorizontalRule\"}," \
    "{\"t\":\"Table\",\"c\":[" EVERY_ATTR "," EVERY_CAPTION("short") "," \
    "[[{\"t\":\"AlignLeft\"},{\"t\":\"ColWidthDefault\"}]," \
    "[{\"t\":\"AlignCenter\"},{\"t\":\"ColWidth\",\"c\":0.25}]," \
    "[{\"t\":\"AlignDefault\"},{\"t\":\"ColWidth\",\"c\":0.0}]]," \
    "[" EVERY_ATTR "," EVERY_ROWS("head") "]," \
    "[[" EVERY_ATTR ",1," EVERY_ROWS("bodyhead") "," EVERY_ROWS("body") "]]," \
    "[" EVERY_ATTR "," EVERY_ROWS("foot") "]]}," \
    "{\"t\":\"Figure\",\"c\":[" EVERY_ATTR ",[null," EVERY_BS("figcaption") "]," \
    EVERY_BS("figure") "]}," \
    "{\"t\":\"Div\",\"c\":[" EVERY_ATTR "," EVERY_BS("div") "]}]"

#define EVERY_META \
    "{\"blocks\":{\"t\":\"MetaBlocks\",\"c\":" EVERY_BS("metablocks") "}," \
    "\"bool\":{\"t\":\"MetaBool\",\"c\":true}," \
    "\"inlines\":{\"t\":\"MetaInlines\",\"c\":" EVERY_XS("metainlines") "}," \
    "\"list\":{\"t\":\"MetaList\",\"c\":[{\"t\":\"MetaString\",\"c\":\"s\"}," \
    "{\"t\":\"MetaInlines\",\"c\":" EVERY_XS("inlist") "}]}," \
    "\"map\":{\"t\":\"MetaMap\",\"c\":{\"a\":{\"t\":\"MetaBool\",\"c\":false}," \
    "\"b\":{\"t\":\"MetaMap\",\"c\":{}}}}}"

#define EVERY "{\"pandoc-api-version\":[1,23,1],\"meta\":" EVERY_META ",\"blocks\":" EVERY_BLOCKS "}"
/* clang-format on */

#endif
