using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

/// <summary>Gives everybody the same scores.</summary>
internal sealed class FixedModel(params float[] scores) : IRecommender
{
    public string Name => "fixed";

    public int Items => scores.Length;

    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default)
    {
    }

    public void Score(ReadOnlySpan<int> users, Span<float> target)
    {
        for (var user = 0; user < users.Length; user++)
            scores.CopyTo(target[(user * scores.Length)..]);
    }

    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> target) =>
        Score(rows, target);

    public IReadOnlyList<ScoredIndex> Explain(int user, int item) => [];
}
