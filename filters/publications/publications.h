/* clang-format off: the tables below keep their lines.
 *
 * The recogniser: finds the publications of a page and annotates them in place.
 *
 * It wraps what is there in Divs and Spans, may cut a Str or a styled run in two where one part belongs
 * to an author and the other does not, and adds classes to Links and Headers. It never loses, reorders
 * or rewords anything: the visible text before and after is the same. Whatever comes later (Lua filters,
 * LaTeX, JSON-LD) works on these names alone; core/bib/record.h reads them back into a C struct.
 *
 * VOCABULARY. Whatever is not printed and cannot be concluded is absent; nothing is guessed for show.
 *
 * Div .publication        one entry. In a list: the only block of its item. A table entry has the same
 *                         classes and attributes on its Row. Several entries in one paragraph: a Span
 *                         .publication around each. id: a slug of the title, unique on the page.
 *   type="..."            CSL type: article (preprint), article-journal, paper-conference, chapter, book,
 *                         thesis, report, patent, dataset, software, ...
 *   year="2025"           the main venue's year, else the entry's, else the section heading's
 *   date="2025-03"        only where the page prints more than a year; ISO 8601
 *   venue="..."           where it appeared, where only a picture says so (a shields.io badge)
 *   status="..."          preprint, working-paper, in-preparation, submitted, under-review, accepted,
 *                         in-press, forthcoming; absent: the page says none of these (it is published)
 *   doi="10.1145/..."  arxiv="2410.13333"  pmid="..."  isbn="..."   bare identifiers, printed or in links
 *   etal="true"           the printed author list is cut short
 *   owner="Ann Bee"       the page's owner, who wrote it with the printed authors: "(with Cy Dee)"
 * Below it, in the page's own order, each at most once unless it says "each":
 *   Span .title           the title, without quotes or full stop around it. The title's Link, if the
 *                         page has one, is inside: Span .title [Link ...], or around: Link [Span .title].
 *   Span .authors         from the first to the last author, with marks, commas and "and" between them.
 *                         May come in several pieces where the page's markup would otherwise be torn.
 *   Span .author  (each)  one name as printed, with the page's own bold or link inside or around it.
 *     family="Li" given="Haoyang" [suffix="Jr."]     as parsed; given may be initials
 *     [orcid="0000-..."]
 *     class self          the page's owner
 *     class equal         contributed equally; corresponding: corresponding author; as the marks mean on
 *                         this page (its legend, else as most entries use them, else custom). marked: a mark of unknown meaning
 *   Span .mark    (each)  the mark characters, as printed, right after (seldom before) their Span .author
 *   Span .etal            "et al." as printed
 *   Span .venue   (each)  where it appeared, as printed, without year: "SIGMOD", "MLSys Workshop
 *                         NeurIPS". The first is the main one. Where the page's markup cannot be cut
 *                         (code spans), year and all.
 *   Span .year    (each)  a printed year; one that belongs to a venue follows it before the next .venue
 *   Span .volume .issue .pages
 *   Span .status  (each)  a status word as printed: "Preprint", "under review"
 *   Span .award   (each)  "Oral", "Best Paper Award"
 *   Link (each)           has a class by purpose, from its address and words, added to those it had: doi
 *                         arxiv pdf code data slides poster video project bibtex; none fits: url.
 *                         placeholder: the address is no address ("TBD", "#", nothing). Writers make no
 *                         link of it, and it has no other purpose class. The links of names have none.
 * Div .legend             the blocks that explain the marks; Span .legend where that stands within an
 *                         entry or a line of other text. One attribute per mark: *="equal",
 *                         †="corresponding", or ="other" when it means something else.
 * Header .publications-section   a heading with entries below it, or that says so; year="2025" or type="article-journal"
 *                         (a CSL type) when it says so.
 *
 * EXAMPLE. From the Markdown
 *
 *     \* equal contribution
 *
 *     - **[OSDI 2024 Oral]** [A Title](https://arxiv.org/abs/2401.01234)
 *       *<b>Ann Bee</b>\*, Cy Dee\**
 *
 * comes
 *
 *     Div ("",["legend"],[("*","equal")]) [ Para [ Str "*", Space, Str "equal", Space, Str "contribution" ] ]
 *     BulletList [[
 *       Div ("a-title",["publication"],[("type","paper-conference"),("year","2024"),("arxiv","2401.01234")])
 *       [ Plain
 *         [ Strong [ Str "[", Span ("",["venue"],[]) [ Str "OSDI" ], Space
 *                  , Span ("",["year"],[]) [ Str "2024" ], Space, Span ("",["award"],[]) [ Str "Oral" ]
 *                  , Str "]" ]
 *         , Space
 *         , Span ("",["title"],[]) [ Link ("",["arxiv"],[]) [ Str "A", Space, Str "Title" ] ("https...","") ]
 *         , SoftBreak
 *         , Span ("",["authors"],[])
 *           [ Emph
 *             [ Span ("",["author","self","equal"],[("family","Bee"),("given","Ann")])
 *               [ Strong [ Str "Ann", Space, Str "Bee" ] ]
 *             , Span ("",["mark"],[]) [ Str "*" ], Str ",", Space
 *             , Span ("",["author","equal"],[("family","Dee"),("given","Cy")]) [ Str "Cy", Space, Str "Dee" ]
 *             , Span ("",["mark"],[]) [ Str "*" ] ] ] ] ] ]]
 *
 * clang-format on */
#ifndef PC_FILTER_PUBLICATIONS_H
#define PC_FILTER_PUBLICATIONS_H

#include "pubconv/plugin.h"

extern const pc_filter pc_filter_publications;

#endif
