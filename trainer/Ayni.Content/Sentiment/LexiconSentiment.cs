namespace Ayni.Content;

/// <summary>
/// Sentiment of Spanish and English reviews by lists of words and a few rules: no model file, some microseconds a
/// review, and every score can be followed by hand. What it does not know is irony, and what only a whole sentence
/// says.
/// </summary>
public sealed class LexiconSentiment : ISentimentScorer
{
    /// <inheritdoc/>
    public string Name => "lexicon";

    /// <inheritdoc/>
    public IReadOnlyList<TextSentiment> Score(
        IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var scores = new TextSentiment[texts.Count];
        for (var text = 0; text < scores.Length; text++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scores[text] = Score(texts[text]);
        }

        return scores;
    }

    /// <summary>Scores a review in the language that it seems to be in.</summary>
    /// <remarks>Small words tell the language; where they do not, the list that knows more of its words.</remarks>
    public static TextSentiment Score(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Score(text, LanguageOf(text));
    }

    /// <summary>Scores a review in a language.</summary>
    /// <param name="text">The review.</param>
    /// <param name="language">Portuguese is read with the Spanish list, which knows some of it.</param>
    public static TextSentiment Score(string text, TextLanguage language)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TextSentiment.Of(language == TextLanguage.English
            ? SentimentSum.Of(text, SentimentLexicon.English, SentimentShifters.English)
            : SentimentSum.Of(text, SentimentLexicon.Spanish, SentimentShifters.Spanish));
    }

    private static TextLanguage LanguageOf(string text)
    {
        var votes = default(LanguageVotes);
        votes.Add(new ProductText { Name = text });
        if (votes.Winner() is { } winner)
            return winner;
        var words = SentimentWords.Of(text);
        return words.Count(word => SentimentLexicon.Spanish.Knows(word.Text))
            >= words.Count(word => SentimentLexicon.English.Knows(word.Text))
                ? TextLanguage.Spanish
                : TextLanguage.English;
    }
}
