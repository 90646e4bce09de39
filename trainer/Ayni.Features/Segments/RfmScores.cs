namespace Ayni.Features.Segments;

/// <summary>Scores of a buyer, each 1 (worst fifth of the shop's buyers) to 5 (best fifth).</summary>
/// <param name="Recency">How lately they bought.</param>
/// <param name="Frequency">How often.</param>
/// <param name="Monetary">For how much; that of the frequency where prices are unknown.</param>
public readonly record struct RfmScores(int Recency, int Frequency, int Monetary)
{
    /// <summary>Frequency and money in one: their mean, halves rounded up.</summary>
    public int Value => (Frequency + Monetary + 1) / 2;
}
