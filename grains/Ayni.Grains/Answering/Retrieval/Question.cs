using Ayni.Domain.Catalog;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>One request with all that its answer is made from; nothing of it changes.</summary>
internal sealed record Question
{
    /// <summary>The request.</summary>
    public required RecommendationRequest Request { get; init; }

    /// <summary>Its scenario, with what the request changes of it.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>What a product must be and what lifts it.</summary>
    public required ProductRuleSet Rules { get; init; }

    /// <summary>Who asks.</summary>
    public required ShopperFacts Shopper { get; init; }

    /// <summary>The products.</summary>
    public required IndexSnapshot Snapshot { get; init; }

    /// <summary>
    /// The parts of the catalogue, of which the snapshot holds those products alone that the request is about; null: it
    /// holds all.
    /// </summary>
    public SliceSession? Slices { get; init; }

    /// <summary>
    /// Demand of late of each row of the snapshot; NaN where there was none. Null: it is not known.
    /// </summary>
    public Func<DemandWindow, float[]?> Trends { get; init; } = _ => null;

    /// <summary>What is popular in the segment asked for, or the shopper's; null: that is not known.</summary>
    public SegmentPopularity? Segment { get; init; }

    /// <summary>The product on the page; null: none, or the catalogue does not hold it.</summary>
    public Product? Context { get; init; }

    /// <summary>Orders the model's best by what was learnt; null: they stay as they are.</summary>
    public Reranking? Reranking { get; init; }

    /// <summary>What the pages before gave.</summary>
    public required ListCursor Cursor { get; init; }

    /// <summary>The moment of the request.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Products there are.</summary>
    public int ProductCount => Slices?.Gathered.Count ?? Snapshot.Count;

    /// <summary>Products wanted.</summary>
    public int Count => Request.Count ?? Scenario.Count;

    /// <summary>Candidates that score themselves live.</summary>
    public int Candidates => Math.Max(Scenario.Candidates ?? Math.Max(DefaultCandidates, 2 * Count), Count);

    /// <summary>The products asked about: the one on the page, then those in the cart.</summary>
    public IEnumerable<string> Beside => Request.ContextProduct is { } context
        ? Request.Cart.Prepend(context)
        : Request.Cart;

    private const int DefaultCandidates = 50;
}
