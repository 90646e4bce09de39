using Ayni.Filters;

namespace Ayni.Grains.Answering;

/// <summary>Scores that are known by row.</summary>
/// <param name="scores">Score of each row; NaN where there is none; at least as many as rows.</param>
internal sealed class RowScorer(float[] scores) : Scorer
{
    /// <summary>The time that the scores were counted over; null: they are popularity.</summary>
    public DemandWindow? Window { get; init; }

    /// <inheritdoc/>
    public override float ScoreOf(int row) => scores[row];

    /// <inheritdoc/>
    public override void AddTo(RowSet eligible, Span<float> totals, RowSet said)
    {
        ArgumentNullException.ThrowIfNull(eligible);
        ArgumentNullException.ThrowIfNull(said);
        var weight = (float)Weight;
        var words = eligible.Words;
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] == 0)
                continue;
            var known = RowWords.AtLeast(RowWords.Of<float>(scores, word, eligible.Rows), float.NegativeInfinity);
            var rows = words[word] & known;
            said.AddWord(word, rows);
            if (known == ulong.MaxValue)
            {
                var first = word * RowWords.Rows;
                RowWords.AddProducts(totals[first..], weight, scores.AsSpan(first));
                continue;
            }

            while (rows != 0)
            {
                var row = RowWords.Take(word, ref rows);
                totals[row] += weight * scores[row];
            }
        }
    }
}
