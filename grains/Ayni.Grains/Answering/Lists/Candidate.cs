using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>A product on its way into an answer. For one request, one thread at a time.</summary>
internal sealed class Candidate
{
    private int? _scoredRow;

    /// <summary>External id.</summary>
    public required string ProductId { get; init; }

    /// <summary>Row in the snapshot that the request sees; negative: not in it.</summary>
    public required int Row { get; set; }

    /// <summary>Row that was scored: its own, or that of a sold-out variant that it stands in for.</summary>
    public int ScoredRow
    {
        get => _scoredRow ?? Row;
        set => _scoredRow = value;
    }

    /// <summary>Sold-out variant whose score it has; null: it has its own, or the row says it.</summary>
    public string? StandsInFor { get; init; }

    /// <summary>Weighted score of each scorer, in their order; NaN where one has nothing to say.</summary>
    public required float[] Parts { get; init; }

    /// <summary>Stage that found it: 0 the scenario's sources, then the fallbacks in their order.</summary>
    public int Stage { get; init; }

    /// <summary>Sum of the parts, re-ranked or not.</summary>
    public double Base { get; init; }

    /// <summary>Where the re-ranker has it; null: it does not speak of it.</summary>
    public RerankedPlace? Reranked { get; init; }

    /// <summary>Sum of the parts, lifted or sunk by the boosters over the index: what a scan orders by.</summary>
    public float Rank { get; init; }

    /// <summary>Nobody bought it yet, or it is new in the catalogue.</summary>
    public bool IsNew { get; init; }

    /// <summary>The catalogue holds it.</summary>
    public bool IsCatalogued { get; set; }

    /// <summary>Its entry of this instant; null where the catalogue does not hold it.</summary>
    public Product? Product { get; set; }

    /// <summary>The shop gave it its place.</summary>
    public bool IsPinned { get; init; }

    /// <summary>What lifted or sank it so far; nothing does most.</summary>
    public List<ScoreFactor> Factors => field ??= [];

    /// <summary>Rule that dropped it; null: none did.</summary>
    public string? DroppedBy { get; set; }

    /// <summary>The base times the factors.</summary>
    public double Score { get; set; }

    /// <summary>Family of variants: the parent's id, or its own where it is a parent or has none.</summary>
    public string Family => Product?.ParentId ?? ProductId;

    /// <summary>The one order: score descending, then product id (ordinal).</summary>
    public static int Compare(Candidate one, Candidate other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var byScore = other.Score.CompareTo(one.Score);
        return byScore != 0 ? byScore : string.CompareOrdinal(one.ProductId, other.ProductId);
    }
}
