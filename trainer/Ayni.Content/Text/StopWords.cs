using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;

namespace Ayni.Content;

/// <summary>The small words of each language (Lucene's lists), with and without accents.</summary>
internal static class StopWords
{
    private static readonly CharArraySet English = WithoutAccents(EnglishAnalyzer.DefaultStopSet);
    private static readonly CharArraySet Spanish = WithoutAccents(SpanishAnalyzer.DefaultStopSet);
    private static readonly CharArraySet Portuguese = WithoutAccents(PortugueseAnalyzer.DefaultStopSet);

    /// <summary>Those of a language, in lower case.</summary>
    public static CharArraySet Of(TextLanguage language) => language switch
    {
        TextLanguage.Spanish => Spanish,
        TextLanguage.Portuguese => Portuguese,
        _ => English,
    };

    private static CharArraySet WithoutAccents(CharArraySet words)
    {
        var both = new CharArraySet(LuceneVersion.LUCENE_48, words.Count, ignoreCase: false);
        foreach (var word in words)
        {
            both.Add(word);
            both.Add(AccentFolding.Fold(word));
        }

        return both;
    }
}
