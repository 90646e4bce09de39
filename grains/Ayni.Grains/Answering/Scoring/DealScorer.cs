using Ayni.Domain.Interactions;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>
/// Discount × affinity × how near the price is to those the shopper pays: the discount as a share of the list price,
/// the affinity from the model's scores, nearness as exp(−(ln p − μ)² / 2σ²) with μ and σ of the logarithms of what
/// they bought. Without a history the discount alone counts.
/// </summary>
internal sealed class DealScorer : Scorer
{
    /// <summary>What a product counts that the model knows nothing of for this shopper.</summary>
    public const float LeastAffinity = 0.25f;

    /// <summary>Least σ: prices within some 65 % of the usual one are near.</summary>
    public const double LeastSpread = 0.5;

    private readonly IndexSnapshot _snapshot;
    private readonly IReadOnlyList<Scorer> _model;
    private readonly (double Mean, double Spread)? _habit;

    /// <param name="question">The request.</param>
    /// <param name="model">Scorers of the model.</param>
    public DealScorer(Question question, IReadOnlyList<Scorer> model)
    {
        (_snapshot, _model) = (question.Snapshot, model);
        _habit = question.Shopper.MayPersonalize ? HabitOf(question) : null;
    }

    /// <param name="snapshot">The rows.</param>
    /// <param name="model">Scorers of the model.</param>
    /// <param name="habit">Mean and spread of the logarithms of prices that the shopper pays; null: unknown.</param>
    public DealScorer(IndexSnapshot snapshot, IReadOnlyList<Scorer> model, (double Mean, double Spread)? habit) =>
        (_snapshot, _model, _habit) = (snapshot, model, habit);

    /// <summary>Scorers of the model.</summary>
    public IReadOnlyList<Scorer> Model => _model;

    /// <summary>Mean and spread of the logarithms of the prices that the shopper pays; null: not known.</summary>
    public (double Mean, double Spread)? Habit => _habit;

    /// <inheritdoc/>
    public override float ScoreOf(int row)
    {
        var columns = _snapshot.Columns;
        if (columns.DiscountOf(row) is not (> 0 and { } discount))
            return float.NaN;
        var affinity = SumOf(_model, row) ?? 0;
        return (float)discount * (LeastAffinity + ((1 - LeastAffinity) * Math.Clamp(affinity, 0, 1)))
            * Nearness(columns.PriceOf(row));
    }

    /// <inheritdoc/>
    public override void Release()
    {
        foreach (var scorer in _model)
            scorer.Release();
    }

    private float Nearness(decimal? price)
    {
        if (_habit is not { } habit || price is not (> 0 and { } amount))
            return 1;
        var away = (Math.Log((double)amount) - habit.Mean) / habit.Spread;
        return (float)Math.Exp(-away * away / 2);
    }

    // By what the products cost now: the log has no prices.
    private static (double Mean, double Spread)? HabitOf(Question question)
    {
        var logs = new List<double>();
        foreach (var logged in question.Shopper.Standing)
        {
            if (logged.Interaction is not { Type: InteractionType.Purchase, ProductId: { } productId })
                continue;
            var row = question.Snapshot.Ids.RowOf(productId);
            if (row >= 0 && question.Snapshot.Columns.PriceOf(row) is > 0 and { } price)
                logs.Add(Math.Log((double)price));
        }

        if (logs.Count == 0)
            return null;
        var mean = logs.Average();
        return (mean, Math.Max(LeastSpread, Math.Sqrt(logs.Average(log => (log - mean) * (log - mean)))));
    }
}
