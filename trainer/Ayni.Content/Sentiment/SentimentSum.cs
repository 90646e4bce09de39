namespace Ayni.Content;

/// <summary>
/// Adds up a review by the rules of VADER (Hutto and Gilbert 2014, section 3.3): a negation up to three words before
/// turns a word by −0.74, a degree word adds 0.293, less at a distance, capitals add 0.733, what follows a "but" counts
/// 1.5 times and what came before half, exclamation marks add 0.292 each up to four; the sum s becomes s / √(s² + 15).
/// </summary>
/// <remarks>
/// Deviation: a negation ends with its clause ("no, it is good"), phrases count as one word, and capitals count where
/// part of the text is in capitals only, as there.
/// </remarks>
internal static class SentimentSum
{
    private const double Turn = -0.74;
    private const double Degree = 0.293;
    private const double Capitals = 0.733;
    private const double Exclamation = 0.292;
    private const int MaxExclamations = 4;
    private const int Reach = 3;
    private const double AfterBut = 1.5;
    private const double BeforeBut = 0.5;
    private const double Norm = 15;

    /// <summary>−1 to 1.</summary>
    public static double Of(string text, SentimentLexicon lexicon, SentimentShifters shifters)
    {
        var words = SentimentWords.Of(text);
        var isPartlyShouted = words.Any(word => word.IsShouted)
            && words.Any(word => !word.IsShouted && char.IsLetter(word.Text[0]));
        var but = words.FindLastIndex(word => shifters.Buts.Contains(word.Text));
        var sum = 0.0;
        for (var place = 0; place < words.Count;)
        {
            var (length, score) = ScoreAt(words, place, lexicon);
            if (score != 0)
                sum += Shifted(score) * (but < 0 ? 1 : place > but ? AfterBut : BeforeBut);
            place += Math.Max(length, 1);

            double Shifted(double plain)
            {
                if (isPartlyShouted && words[place].IsShouted)
                    plain += Math.Sign(plain) * Capitals;
                return WithContext(words, place, plain, shifters);
            }
        }

        if (sum != 0)
            sum += Math.Sign(sum) * Exclamation * Math.Min(text.Count(sign => sign == '!'), MaxExclamations);
        return sum / Math.Sqrt((sum * sum) + Norm);
    }

    private static (int Words, double Score) ScoreAt(List<SentimentWord> words, int place, SentimentLexicon lexicon)
    {
        var phrase = lexicon.PhraseAt(words, place);
        if (phrase.Words > 0)
            return phrase;
        var word = words[place].Text;
        return (1, lexicon.ScoreOf(word) ?? SentimentLexicon.Symbols.ScoreOf(word) ?? 0);
    }

    /// <summary>What the words before make of a score.</summary>
    private static double WithContext(
        List<SentimentWord> words, int place, double score, SentimentShifters shifters)
    {
        var isTurned = false;
        var added = 0.0;
        for (var distance = 1; distance <= Reach && place - distance >= 0; distance++)
        {
            var (word, _, endsClause) = words[place - distance];
            if (endsClause)
                break;
            var fading = 1 - (0.05 * (distance - 1));
            if (shifters.Stronger.Contains(word))
                added += Degree * fading;
            else if (shifters.Weaker.Contains(word))
                added -= Degree * fading;
            isTurned |= shifters.Negations.Contains(word);
        }

        score += Math.Sign(score) * added;
        return isTurned ? score * Turn : score;
    }
}
