using Ayni.Recommenders;

namespace Ayni.Grains.Exports;

/// <summary>What a model makes of a shopper who met something that it knows.</summary>
/// <param name="Factor">Their factor; empty where factors do not count.</param>
/// <param name="History">What they met; empty where nobody asks.</param>
/// <param name="Taste">What a re-ranker makes of that; null: their list is not re-ranked.</param>
internal sealed record KnownShopper(float[] Factor, HistoryEntry[] History, ShopperTaste? Taste)
{
    /// <summary>Euclidean length of the factor.</summary>
    public double Length { get; } = ScoreTable.LengthOf(Factor);
}
