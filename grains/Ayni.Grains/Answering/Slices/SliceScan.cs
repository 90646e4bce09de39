using Ayni.Filters;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>What one part of the catalogue answers, by what this silo holds of it. Pure; one thread a call.</summary>
internal static class SliceScan
{
    /// <summary>What the part knows of some products.</summary>
    public static GatheredSlice Gather(TableSlice slice, GatherRequest request)
    {
        ArgumentNullException.ThrowIfNull(slice);
        ArgumentNullException.ThrowIfNull(request);
        var snapshot = slice.Table.Current.For(request.View);
        var newest = NewestScorer.NewestOf(snapshot.Columns);
        return new GatheredSlice
        {
            Partition = slice.Partition,
            Products =
            [
                .. ProductsOf(slice, snapshot, request.Whole, isWhole: true),
                .. ProductsOf(slice, snapshot, request.Live, isWhole: false),
            ],
            Attributes =
            [
                .. snapshot.Columns.Schema.Attributes.Select(
                    use => new SliceAttribute(use.Name, use.Kind, use.Products)),
            ],
            Newest = newest == DateTimeOffset.MinValue ? null : newest,
            Count = snapshot.Count,
        };
    }

    /// <summary>The best products of the part.</summary>
    /// <param name="slice">The part.</param>
    /// <param name="words">Texts of the whole catalogue.</param>
    /// <param name="asked">The question.</param>
    /// <param name="trendsOf">Demand of the rows of a state over a time; null: it is not known.</param>
    public static FoundSlice Find(
        TableSlice slice, FilterSchema words, SliceQuestion asked, Func<IndexSnapshot, DemandWindow, float[]?> trendsOf)
    {
        ArgumentNullException.ThrowIfNull(slice);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(asked);
        var snapshot = slice.Table.Current.For(asked.Request.View) with
        {
            WholeSchema = SchemaOf(words, asked.Attributes),
        };
        var question = QuestionOf(asked, snapshot);
        var scorers = ScorerPlans.Bind(
            asked.Plans, slice, snapshot, window => trendsOf(snapshot, window) ?? NoneOf(snapshot));
        try
        {
            return asked.SoldOut.IsEmpty
                ? FindBest(slice, question, scorers, asked)
                : FindSiblings(slice, question, scorers, asked);
        }
        finally
        {
            foreach (var scorer in scorers)
                scorer.Release();
        }
    }

    /// <summary>What a filter may ask of the products of the whole catalogue.</summary>
    /// <param name="words">Knows the categories and brands.</param>
    /// <param name="attributes">Attributes of all parts.</param>
    public static FilterSchema SchemaOf(FilterSchema words, IEnumerable<SliceAttribute> attributes) =>
        words.WithAttributes(attributes.Select(use => new AttributeUse(use.Name, use.Kind, use.Products)));

    private static FoundSlice FindBest(
        TableSlice slice, Question question, IReadOnlyList<Scorer> scorers, SliceQuestion asked)
    {
        var ids = question.Snapshot.Ids;
        var found = Retriever.Find(
            question, scorers, asked.Count, 0, asked.Skipped.ToHashSet(StringComparer.Ordinal));
        return new FoundSlice
        {
            Partition = slice.Partition,
            Candidates =
            [
                .. found.Candidates.Select(candidate => new SliceCandidate
                {
                    ProductId = candidate.ProductId,
                    Parts = candidate.Parts,
                    Rank = candidate.Rank,
                    IsNew = candidate.IsNew,
                    IsCatalogued = candidate.IsCatalogued,
                    Facts = WantedFactsOf(candidate.Row),
                    StandsInFor = candidate.ScoredRow == candidate.Row ? null : ids[candidate.ScoredRow],
                    StandInFacts = candidate.ScoredRow == candidate.Row ? null : WantedFactsOf(candidate.ScoredRow),
                }),
            ],
            Losses = [.. found.Losses],
            HasMore = found.HasMore,
            SoldOut = SoldOutVariants.Of(question, scorers, found, asked.Count, WantedFactsOf),
        };

        GatheredProduct? WantedFactsOf(int row) => WantedFacts(slice, question.Snapshot, row, asked);
    }

    private static FoundSlice FindSiblings(
        TableSlice slice, Question question, IReadOnlyList<Scorer> scorers, SliceQuestion asked)
    {
        var snapshot = question.Snapshot;
        return new FoundSlice
        {
            Partition = slice.Partition,
            Candidates =
            [
                .. SoldOutVariants.SiblingsOf(question, scorers, asked.SoldOut, asked.Skipped)
                    .Select(sibling => new SliceCandidate
                    {
                        ProductId = snapshot.Ids[sibling.Row],
                        Parts = sibling.Variant.Parts,
                        Rank = sibling.Rank,
                        IsNew = float.IsNaN(snapshot.Popularity[sibling.Row]),
                        IsCatalogued = true,
                        Facts = WantedFacts(slice, snapshot, sibling.Row, asked),
                        StandsInFor = sibling.Variant.ProductId,
                    }),
            ],
            Losses = [],
        };
    }

    private static GatheredProduct? WantedFacts(
        TableSlice slice, IndexSnapshot snapshot, int row, SliceQuestion asked) =>
        asked.WantsFacts ? FactsOf(slice, snapshot, row, withModel: true) : null;

    private static Question QuestionOf(SliceQuestion asked, IndexSnapshot snapshot) => new()
    {
        Request = asked.Request,
        Scenario = asked.Scenario,
        Rules = ProductRuleSet.Of(
            asked.Scenario, asked.Request, snapshot, asked.Context, asked.Profile, asked.Now),
        Shopper = new ShopperFacts
        {
            Profile = asked.Profile,
            History = asked.Seen,
            Hidden = asked.Hidden.ToHashSet(StringComparer.Ordinal),
        },
        Snapshot = snapshot,
        Context = asked.Context,
        Cursor = ListCursor.Read(asked.Request.Cursor),
        Now = asked.Now,
    };

    private static IEnumerable<GatheredProduct> ProductsOf(
        TableSlice slice, IndexSnapshot snapshot, string[] productIds, bool isWhole)
    {
        foreach (var productId in productIds)
        {
            if (snapshot.Ids.RowOf(productId) is var row and >= 0)
                yield return FactsOf(slice, snapshot, row, isWhole, isWhole);
        }
    }

    private static GatheredProduct FactsOf(
        TableSlice slice, IndexSnapshot snapshot, int row, bool withModel, bool withNeighbours = false) => new()
        {
            ProductId = snapshot.Ids[row],
            IsCatalogued = snapshot.Columns.IsPresent(row),
            Price = snapshot.Columns.PriceOf(row),
            ParentId = snapshot.Columns.ParentIdOf(row),
            Popularity = snapshot.Popularity[row],
            Vector = snapshot.ContentOf(row).ToArray(),
            Model = withModel && snapshot.ItemOf(row) is var item and not IndexSnapshot.NoItem
            ? FactsOf(slice.Model!, item, withNeighbours)
            : null,
        };

    private static ModelFacts FactsOf(ModelSlice slice, int item, bool withNeighbours) => new()
    {
        Item = slice.WholeItems[item],
        Factor = slice.Model.Artifact.FactorOf(item).ToArray(),
        Scale = slice.Model.ScaleOf(item),
        Shoppers = slice.Model.ShoppersOf(item),
        RepurchaseDays = slice.Model.RepurchaseDaysOf(item),
        RepeatRate = slice.Model.RepeatRateOf(item),
        Neighbours = withNeighbours
            ?
            [
                .. slice.Neighbours.Select(table => new NeighbourRow
                {
                    Items = table.RowColumns(item).ToArray(), Weights = table.RowValues(item).ToArray(),
                }),
            ]
            : [],
    };

    private static float[] NoneOf(IndexSnapshot snapshot)
    {
        var none = new float[snapshot.Count];
        Array.Fill(none, float.NaN);
        return none;
    }
}
