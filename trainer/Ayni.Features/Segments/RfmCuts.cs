using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ayni.Features.Segments;

/// <summary>
/// Where the fifths of a shop's buyers end, by recency, frequency and money. The k-th cut is the value at rank
/// ⌈k n / 5⌉ of n buyers in ascending order, so that each fifth holds as many but for ties, which stay together.
/// </summary>
/// <param name="RecencyDays">Four, ascending.</param>
/// <param name="Orders">Four, ascending.</param>
/// <param name="Spend">Four, ascending; empty where no buyer's spend is known.</param>
/// <param name="Buyers">Buyers that they were taken from.</param>
public sealed record RfmCuts(
    ImmutableArray<double> RecencyDays, ImmutableArray<long> Orders, ImmutableArray<decimal> Spend, int Buyers)
{
    private const int Fifths = 5;
    private const int VersionLength = 12;

    /// <summary>Hash of the cuts: 12 hexadecimal digits.</summary>
    public string Version
    {
        get
        {
            var text = string.Join(
                '|',
                string.Join(',', RecencyDays.Select(cut => cut.ToString("R", CultureInfo.InvariantCulture))),
                string.Join(',', Orders.Select(cut => cut.ToString(CultureInfo.InvariantCulture))),
                string.Join(',', Spend.Select(cut => cut.ToString("0.####", CultureInfo.InvariantCulture))));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..VersionLength];
        }
    }

    /// <summary>The cuts of some buyers.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static RfmCuts Of(IReadOnlyCollection<RfmValues> buyers)
    {
        ArgumentNullException.ThrowIfNull(buyers);
        if (buyers.Count == 0)
            throw new ArgumentException("Nobody bought anything, so that buyers cannot be told apart.");
        return new RfmCuts(
            CutsOf(buyers.Select(buyer => buyer.RecencyDays)),
            CutsOf(buyers.Select(buyer => buyer.Orders)),
            CutsOf(buyers.Select(buyer => buyer.Spend).OfType<decimal>()),
            buyers.Count);
    }

    /// <summary>A buyer's scores: 1, and 1 more a cut that they are past; of recency the other way round.</summary>
    public RfmScores ScoresOf(RfmValues buyer)
    {
        var frequency = 1 + Orders.Count(cut => buyer.Orders > cut);
        var money = buyer.Spend is { } spend && !Spend.IsEmpty ? 1 + Spend.Count(cut => spend > cut) : frequency;
        return new RfmScores(Fifths - RecencyDays.Count(cut => buyer.RecencyDays > cut), frequency, money);
    }

    /// <summary>The segment of a buyer; null: a shopper who never bought.</summary>
    public RfmSegment SegmentOf(RfmValues? buyer)
    {
        if (buyer is not { } values)
            return RfmSegment.Prospects;
        var scores = ScoresOf(values);
        return (scores.Recency, scores.Value) switch
        {
            ( >= 4, >= 4) => RfmSegment.Champions,
            ( >= 4, >= 2) => RfmSegment.Promising,
            ( >= 4, _) => RfmSegment.New,
            (3, >= 4) => RfmSegment.Loyal,
            (3, >= 2) => RfmSegment.NeedAttention,
            (3, _) => RfmSegment.AboutToSleep,
            (_, >= 3) => RfmSegment.AtRisk,
            _ => RfmSegment.Hibernating,
        };
    }

    /// <inheritdoc/>
    public bool Equals(RfmCuts? other) => other is not null && Version == other.Version && Buyers == other.Buyers;

    /// <inheritdoc/>
    public override int GetHashCode() => Version.GetHashCode(StringComparison.Ordinal);

    private static ImmutableArray<T> CutsOf<T>(IEnumerable<T> values)
    {
        T[] sorted = [.. values.Order()];
        return sorted.Length == 0
            ? []
            : [.. Enumerable.Range(1, Fifths - 1).Select(k => sorted[RankOf(k, sorted.Length) - 1])];
    }

    // ⌈k n / 5⌉ in whole numbers.
    private static int RankOf(int k, int count) => ((k * count) + Fifths - 1) / Fifths;
}
