using Ayni.Recommenders;

namespace Ayni.Trainer.Drifting;

/// <summary>Models of one age, beside fresh ones in the same windows, for the same shoppers.</summary>
/// <param name="AgeDays">Time from the newest interaction they know to the begin of the window, in days.</param>
/// <param name="Windows">Windows judged in.</param>
/// <param name="Users">Shoppers asked, each once.</param>
/// <param name="Ndcg">Their NDCG@10.</param>
/// <param name="Interval">Its bootstrap interval.</param>
/// <param name="Fresh">NDCG@10 of models that know all up to each of these windows.</param>
/// <param name="Difference">Interval of what age changes, paired by shopper.</param>
internal sealed record AgedFigures(
    double AgeDays,
    int Windows,
    int Users,
    double Ndcg,
    ConfidenceInterval Interval,
    double Fresh,
    ConfidenceInterval Difference)
{
    /// <summary>Share of the fresh models' NDCG@10 that is gone; under 0 where the aged ones find more.</summary>
    public double Loss => Fresh > 0 ? 1 - (Ndcg / Fresh) : 0;

    /// <summary>Whether the loss is beyond chance.</summary>
    public bool IsBeyondChance => Difference.High < 0;
}
