using Ayni.Filters;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>
/// One source of a request, or one part of the model, ready to score the rows of a snapshot: wide over all that may be
/// given, and one by one. Both give the same bits. For one request; not thread-safe.
/// </summary>
internal abstract class Scorer
{
    /// <summary>What it is called, and what it counts.</summary>
    public required ScorerLabel Label { get; init; }

    /// <inheritdoc cref="ScorerLabel.Name"/>
    public string Name => Label.Name;

    /// <inheritdoc cref="ScorerLabel.Weight"/>
    public double Weight => Label.Weight;

    /// <inheritdoc cref="ScorerLabel.Source"/>
    public RecommendationSource Source => Label.Source;

    /// <summary>Score of a row, about 0 to 1, before the weight; NaN where it has nothing to say.</summary>
    public abstract float ScoreOf(int row);

    /// <summary>Adds weighted scores of the rows it has something to say about.</summary>
    /// <param name="eligible">Rows that may be given; others need not be scored.</param>
    /// <param name="totals">Sums by row.</param>
    /// <param name="said">Receives the rows it said something about.</param>
    public virtual void AddTo(RowSet eligible, Span<float> totals, RowSet said)
    {
        ArgumentNullException.ThrowIfNull(eligible);
        ArgumentNullException.ThrowIfNull(said);
        foreach (var row in eligible)
            Add(row, totals, said);
    }

    /// <summary>
    /// As <see cref="AddTo"/> where that is quick; else numbers that the weighted scores are not above, sooner.
    /// </summary>
    /// <returns>True: they are the scores.</returns>
    public virtual bool AddBoundsTo(RowSet eligible, Span<float> totals, RowSet said)
    {
        AddTo(eligible, totals, said);
        return true;
    }

    /// <summary>Gives memory back that a scan needs while it runs; the next score asked for takes it again.</summary>
    public virtual void Release()
    {
    }

    /// <summary>Weighted score of a row; NaN where it has nothing to say.</summary>
    public float PartOf(int row) => (float)Weight * ScoreOf(row);

    /// <summary>Sum of what scorers say of a row, in their order; null: nothing.</summary>
    public static float? SumOf(IReadOnlyList<Scorer> scorers, int row)
    {
        ArgumentNullException.ThrowIfNull(scorers);
        float? sum = null;
        for (var scorer = 0; scorer < scorers.Count; scorer++)
        {
            if (scorers[scorer].PartOf(row) is var part && !float.IsNaN(part))
                sum = (sum ?? 0) + part;
        }

        return sum;
    }

    /// <summary>What a row's weighted score comes from; empty where no single thing does.</summary>
    public virtual IReadOnlyList<Origin> OriginsOf(int row) => [];

    /// <summary>Adds what there is to say about one row.</summary>
    protected void Add(int row, Span<float> totals, RowSet said)
    {
        var part = PartOf(row);
        if (float.IsNaN(part))
            return;
        totals[row] += part;
        said.Add(row);
    }
}
