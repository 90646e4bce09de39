using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;

namespace Ayni.Content;

/// <summary>
/// Words of a text in one language: lower case, without small words and accents, as stems. Deviation from Lucene's own
/// analysers: accents go before the stem is made, since shops write names both ways.
/// </summary>
internal sealed class WordAnalyzer(TextLanguage language) : Analyzer
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var words = new StandardTokenizer(Version, reader);
        TokenStream stream = words;
        if (language == TextLanguage.English)
            stream = new EnglishPossessiveFilter(Version, stream);
        stream = new LowerCaseFilter(Version, stream);
        stream = new StopFilter(Version, stream, StopWords.Of(language));
        stream = new ASCIIFoldingFilter(stream);
        stream = language switch
        {
            TextLanguage.Spanish => new SpanishLightStemFilter(stream),
            TextLanguage.Portuguese => new PortugueseLightStemFilter(stream),
            _ => new PorterStemFilter(stream),
        };
        return new TokenStreamComponents(words, stream);
    }
}
