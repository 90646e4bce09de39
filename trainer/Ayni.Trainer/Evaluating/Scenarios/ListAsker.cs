using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>Has the grains of shoppers answer, as a shop's pages would.</summary>
/// <param name="grains">Of the shop as of the cutoff.</param>
/// <param name="period">Who is asked.</param>
/// <param name="lastMet">The product that a shopper met last; null: none.</param>
internal sealed class ListAsker(IGrainFactory grains, TestPeriod period, Func<string, string?> lastMet)
{
    private const int ReportEvery = 100;

    private readonly Dictionary<string, int> _items = period.Part.ProductIds!
        .Select((productId, item) => (productId, item))
        .ToDictionary(pair => pair.productId, pair => pair.item, StringComparer.Ordinal);

    /// <summary>Sources that say nothing unless they are asked about a product.</summary>
    public static bool AsksAboutProduct(Scenario scenario) =>
        scenario.Sources.Any(source => source.Name is SourceNames.Similar or SourceNames.BoughtTogether);

    /// <summary>The list of each user asked.</summary>
    /// <param name="scenario">Recipe.</param>
    /// <param name="objective">What the lists are to bring.</param>
    /// <param name="count">Products a list.</param>
    /// <param name="progress">Told of the asking.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ServedLists> AskAsync(
        Scenario scenario,
        Objective objective,
        int count,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        var name = ServedLists.NameOf(scenario.Name, objective);
        var lists = new int[period.Rows.Length][];
        var (done, degraded) = (0, 0);
        var parallel = new ParallelOptions { CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, lists.Length), parallel, async (place, token) =>
        {
            var userId = period.Part.UserIds![period.Rows[place]];
            var request = new RecommendationRequest
            {
                Scenario = scenario.Name,
                Count = count,
                Patch = new ScenarioPatch { Objective = objective },
                ContextProduct = AsksAboutProduct(scenario) ? lastMet(userId) : null,
                IsUnseen = true,
            };
            var answer = await grains.GetGrain<IUserGrain>(userId).Recommend(request, token);
            lists[place] = [.. answer.Items.Select(item => _items[item.ProductId])];
            if (answer.DegradedReason is not null || answer.Unconfirmed > 0)
                Interlocked.Increment(ref degraded);
            if (Interlocked.Increment(ref done) is var asked && (asked % ReportEvery == 0 || asked == lists.Length))
            {
                progress.Report(
                    new StepProgress($"Asking for {name}", (double)asked / lists.Length, asked, "shoppers"));
            }
        });
        return new ServedLists(scenario.Name, objective, lists, degraded);
    }
}
