using System.Collections.Immutable;

namespace Ayni.Recommenders;

/// <summary>Searches of <see cref="GraphFilter"/>, alone and blended with ALS. Each trial fits all parts.</summary>
public static class FilterTunables
{
    private const string Rank = "filter-rank";
    private const string UserExponent = "filter-user-exponent";
    private const string ItemExponent = "filter-item-exponent";
    private const string Response = "filter-response";
    private const string OutputExponent = "filter-output-exponent";
    private const string Iterations = "filter-iterations";
    private const string WalkWeight = "walk-weight";
    private const string WalkUserExponent = "walk-user-exponent";
    private const string WalkItemExponent = "walk-item-exponent";
    private const string WalkOutputExponent = "walk-output-exponent";
    private const string AlsWeight = "blend-als-weight";

    private static readonly ImmutableArray<TunableOption> OfFilter =
    [
        new(Rank, IsWhole: true), new(UserExponent), new(ItemExponent), new(Response), new(OutputExponent),
        new(Iterations, IsWhole: true),
        new(WalkWeight), new(WalkUserExponent), new(WalkItemExponent), new(WalkOutputExponent),
    ];

    /// <summary>
    /// The graph filter: <c>filter-</c> <c>rank</c>, <c>user-exponent</c>, <c>item-exponent</c>, <c>response</c>,
    /// <c>output-exponent</c>, <c>iterations</c>; <c>walk-</c> <c>weight</c>, <c>user-exponent</c>,
    /// <c>item-exponent</c>, <c>output-exponent</c>.
    /// </summary>
    /// <param name="splits">What a trial is fitted on and judged by: its figure is the mean over them.</param>
    /// <param name="others">Whatever the space leaves out.</param>
    /// <param name="threads">Threads of a fit; 0 for one a processor.</param>
    public static OnePieceTunable Filter(
        IReadOnlyList<JudgedSplit> splits, GraphFilterOptions others, int threads = 0) =>
        new(splits, GraphFilter.Name, OfFilter, values => GraphFilter.Create(With(others, values), threads));

    /// <summary>The graph filter and ALS: what the filter has, and <c>blend-als-weight</c>.</summary>
    /// <param name="splits">What a trial is fitted on and judged by: its figure is the mean over them.</param>
    /// <param name="others">Whatever the space leaves out.</param>
    /// <param name="als">Options of ALS, alike for all trials.</param>
    /// <param name="alsWeight">Weight of ALS where the space leaves it out.</param>
    /// <param name="threads">Threads of a fit; 0 for one a processor.</param>
    public static OnePieceTunable Blend(
        IReadOnlyList<JudgedSplit> splits,
        GraphFilterOptions others,
        ImplicitAlsOptions als,
        double alsWeight,
        int threads = 0) => new(
            splits,
            GraphFilter.BlendName,
            OfFilter.Add(new TunableOption(AlsWeight)),
            values => GraphFilter.CreateBlend(
                With(others, values),
                new ImplicitAlsRecommender(als, threads),
                values.Number(AlsWeight, alsWeight),
                threads));

    private static GraphFilterOptions With(GraphFilterOptions others, OptionValues values)
    {
        var (spectral, walk) = (others.Spectral, others.Walk);
        return others with
        {
            Spectral = spectral with
            {
                Rank = values.Whole(Rank, spectral.Rank),
                UserExponent = values.Number(UserExponent, spectral.UserExponent),
                ItemExponent = values.Number(ItemExponent, spectral.ItemExponent),
                Response = values.Number(Response, spectral.Response),
                OutputExponent = values.Number(OutputExponent, spectral.OutputExponent),
                Svd = spectral.Svd with { Iterations = values.Whole(Iterations, spectral.Svd.Iterations) },
            },
            Walk = walk with
            {
                UserExponent = values.Number(WalkUserExponent, walk.UserExponent),
                ItemExponent = values.Number(WalkItemExponent, walk.ItemExponent),
                OutputExponent = values.Number(WalkOutputExponent, walk.OutputExponent),
            },
            WalkWeight = values.Number(WalkWeight, others.WalkWeight),
        };
    }
}
