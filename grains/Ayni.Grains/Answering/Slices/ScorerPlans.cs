using System.Collections.Immutable;
using Ayni.Grains.Catalog;
using Ayni.Grains.Users;

namespace Ayni.Grains.Answering;

/// <summary>Makes plans of scorers, and scorers of plans that give the same bits over other rows. Pure.</summary>
internal static class ScorerPlans
{
    /// <summary>The plans of scorers that were made over gathered products. The scorers are released.</summary>
    public static ImmutableArray<ScorerPlan> Of(IReadOnlyList<Scorer> scorers, GatheredProducts gathered)
    {
        ArgumentNullException.ThrowIfNull(scorers);
        ArgumentNullException.ThrowIfNull(gathered);
        var plans = ImmutableArray.CreateBuilder<ScorerPlan>();
        foreach (var scorer in scorers)
        {
            var place = plans.Count;
            plans.Add(PlanOf(scorer, gathered));
            if (scorer is DealScorer deals)
                plans.AddRange(deals.Model.Select(inside => PlanOf(inside, gathered) with { Inside = place }));
            scorer.Release();
        }

        return plans.ToImmutable();
    }

    /// <summary>The scorers of plans over a part of the catalogue.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="slice">The part.</param>
    /// <param name="snapshot">A state of it.</param>
    /// <param name="trends">Demand of each row over a time.</param>
    public static IReadOnlyList<Scorer> Bind(
        ImmutableArray<ScorerPlan> plans,
        TableSlice slice,
        IndexSnapshot snapshot,
        Func<DemandWindow, float[]> trends) =>
    [
        .. plans.Index().Where(plan => plan.Item.Inside is null).Select(plan => Bind(
            plan.Item,
            slice,
            snapshot,
            trends,
            [
                .. plans.Where(other => other.Inside == plan.Index)
                    .Select(other => Bind(other, slice, snapshot, trends, [])),
            ])),
    ];

    private static ScorerPlan PlanOf(Scorer scorer, GatheredProducts gathered)
    {
        var plan = new ScorerPlan
        {
            Kind = KindOf(scorer),
            Name = scorer.Name,
            Weight = scorer.Weight,
            Source = scorer.Source,
        };
        return scorer switch
        {
            NewestScorer newest => plan with { Newest = gathered.Newest, Since = newest.Since },
            RowScorer rows => plan with { Window = rows.Window },
            FactorScorer factor => plan with { Vector = factor.Factor },
            ContentScorer content => plan with { Vector = content.Mean },
            SimilarScorer similar => plan with { Others = [.. similar.Others] },
            DealScorer deals => plan with { PriceMean = deals.Habit?.Mean, PriceSpread = deals.Habit?.Spread },
            NeighbourSource neighbours => plan with
            {
                Items = [.. neighbours.Scores.Touched.Select(gathered.WholeItemOf)],
                Scores = [.. neighbours.Scores.Touched.Select(item => neighbours.Scores[item])],
            },
            SomeRowsScorer some => plan with
            {
                Products = [.. some.Scores.Keys.Select(row => gathered.Snapshot.Ids[row])],
                Scores = [.. some.Scores.Values],
            },
            SegmentScorer segment => plan with
            {
                Products = segment.Segment.ProductIds.ToArray(),
                Scores = segment.Segment.Sums.ToArray(),
            },
            _ => plan,
        };
    }

    private static PlanKind KindOf(Scorer scorer) => scorer switch
    {
        RowScorer { Window: not null } => PlanKind.Demand,
        RowScorer => PlanKind.Popularity,
        NewestScorer => PlanKind.Newest,
        FactorScorer => PlanKind.Factor,
        NeighbourSource => PlanKind.Items,
        SomeRowsScorer => PlanKind.Products,
        SimilarScorer => PlanKind.Similar,
        ContentScorer => PlanKind.Content,
        DealScorer => PlanKind.Deals,
        SegmentScorer => PlanKind.Segment,
        _ => throw new InvalidOperationException($"There is no plan for {scorer.GetType()}."),
    };

    private static Scorer Bind(
        ScorerPlan plan,
        TableSlice slice,
        IndexSnapshot snapshot,
        Func<DemandWindow, float[]> trends,
        IReadOnlyList<Scorer> inside) => plan.Kind switch
        {
            PlanKind.Popularity => new RowScorer(snapshot.Popularity) { Label = plan.Label },
            PlanKind.Demand => new RowScorer(trends(plan.Window!)) { Window = plan.Window, Label = plan.Label },
            PlanKind.Newest => new NewestScorer(snapshot, plan.Newest, plan.Since) { Label = plan.Label },
            PlanKind.Factor => new FactorScorer(snapshot, snapshot.Model!, new FoldedFactor(plan.Vector, [], []))
            {
                Label = plan.Label,
            },
            PlanKind.Items => new SomeRowsScorer(RowsOfItems(plan, slice, snapshot)) { Label = plan.Label },
            PlanKind.Products => new SomeRowsScorer(RowsOfProducts(plan, snapshot)) { Label = plan.Label },
            PlanKind.Similar => new SimilarScorer(new Likeness(snapshot), plan.Others) { Label = plan.Label },
            PlanKind.Segment => new SegmentScorer(snapshot, new SegmentPopularity(plan.Products, plan.Scores))
            {
                Label = plan.Label,
            },
            PlanKind.Content => new ContentScorer(snapshot, plan.Vector) { Label = plan.Label },
            _ => new DealScorer(
                snapshot, inside, plan.PriceMean is { } mean ? (mean, plan.PriceSpread!.Value) : null)
            {
                Label = plan.Label,
            },
        };

    private static Dictionary<int, float> RowsOfItems(ScorerPlan plan, TableSlice slice, IndexSnapshot snapshot)
    {
        var rows = new Dictionary<int, float>();
        for (var index = 0; index < plan.Items.Length; index++)
        {
            if (slice.Model!.ItemOf(plan.Items[index]) is var item and >= 0)
                rows[snapshot.RowsOfItems[item]] = plan.Scores[index];
        }

        return rows;
    }

    private static Dictionary<int, float> RowsOfProducts(ScorerPlan plan, IndexSnapshot snapshot)
    {
        var rows = new Dictionary<int, float>();
        for (var index = 0; index < plan.Products.Length; index++)
        {
            if (snapshot.Ids.RowOf(plan.Products[index]) is var row and >= 0)
                rows[row] = plan.Scores[index];
        }

        return rows;
    }
}
