using Ayni.Domain;
using Ayni.Domain.Consents;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Scenarios;
using Ayni.GrainInterfaces.Users;
using Ayni.Recommenders;
using Ayni.Storage;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>
/// Judges what is served: goes back to the cutoff, trains and serves there, has the grains answer everybody who came
/// back, and looks what became of their lists.
/// </summary>
internal sealed class ScenarioEvaluation(
    TrainerConsole console,
    StorageOptions storage,
    ScenarioChoice choice,
    EvaluationOptions evaluation,
    SignificanceOptions significance)
{
    public async Task<ScenarioDocument> RunAsync(
        TimeSpan? testPeriod, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        await using var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken);
        var own = await stores.ReadOwnTypesAsync(cancellationToken);
        var weights = choice.Training.Weights.WithOwn(own);
        var (scenarios, period, profiles) = await AskShopAsync(
            stores, weights, testPeriod, progress, cancellationToken);
        var part = period.Part;
        var cutoff = part.Facts.Cutoff!.Value;
        var data = new PastData(cutoff, part.ProductIds!);
        await using var shop = new PastShop(console, cutoff);
        await using (var past = await shop.OpenStoresAsync(cancellationToken))
            await data.CopyAsync(stores, part.Facts.AsOfPosition!.Value, past, progress, cancellationToken);
        var training = await shop.ServeAsync(choice.Training, own, progress, cancellationToken);
        await shop.TakeAsync(scenarios, profiles);
        var asker = new ListAsker(shop.Grains, period, data.LastMetBy);
        var figures = new ListFigures(
            period, [.. part.ProductIds!.Select(data.PriceOf)], evaluation);
        var comparison = new ListComparison(choice, significance);
        foreach (var scenario in scenarios)
        {
            foreach (var objective in choice.Objectives)
            {
                var clock = new StepClock(console.Time);
                var lists = await asker.AskAsync(
                    scenario, objective, ListFigures.Length, progress, cancellationToken);
                comparison.Add(scenario, lists, clock.Elapsed, figures.Of(lists, cancellationToken), cancellationToken);
            }
        }

        return new ScenarioDocument
        {
            Split = part.Facts with { Protocol = ProtocolOf(part.Facts), Weights = ChangedWeights.Of(weights) },
            Users = period.Rows.Length,
            Buyers = period.Rows.Count(row => period.Bought.RowLength(row) > 0),
            Viewers = period.Rows.Count(row => period.Viewed.RowLength(row) > 0),
            TestPairs = period.Bought.EntryCount,
            SeenPairs = part.Test.EntryCount - period.Bought.EntryCount,
            IncludesSeen = !evaluation.ExcludeSeen,
            Training = training,
            Significance = significance,
            Lists = comparison.Lists,
            Comparisons = comparison.Compare(),
        };
    }

    // The shop's own silo says what it wrote itself; it is stopped before the other one starts.
    private async Task<(IReadOnlyList<Scenario>, TestPeriod, IReadOnlyDictionary<string, UserProfile>)> AskShopAsync(
        AyniStorage stores, InteractionWeights weights, TimeSpan? testPeriod, IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        await using var silo = await SiloSession.StartAsync(storage, console, cancellationToken);
        var library = await silo.Grains.GetGrain<IScenarioLibraryGrain>(0).Get(cancellationToken);
        var scenarios = choice.Scenarios.Select(name => Find(library, name)).ToArray();
        var reader = await LogReader.OpenAsync(
            stores.Consents.LogOf(Purpose.Training), progress, cancellationToken);
        var length = testPeriod ?? TestLength.Of(reader.Length);
        var part = await LogSplit.ReadAsync(
            reader, weights, length, length, TimeSpan.Zero, cancellationToken: cancellationToken);
        var period = TestPeriod.Of(part, !evaluation.ExcludeSeen);
        var profiles = new Dictionary<string, UserProfile>(StringComparer.Ordinal);
        foreach (var userId in period.Rows.Select(row => part.UserIds![row]))
        {
            var view = await silo.Grains.GetGrain<IUserGrain>(userId).Get(0, cancellationToken);
            if (view.Profile != new UserProfile())
                profiles.Add(userId, view.Profile);
        }

        return (scenarios, period, profiles);
    }

    private static Scenario Find(ScenarioLibrary library, string name) =>
        library.Scenarios.TryGetValue(name, out var scenario)
            ? scenario
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"--scenarios names '{name}', which the shop has not. "
                + Nearest.Remedy(name, [.. library.Scenarios.Keys]));

    private static string ProtocolOf(SplitFacts facts) => FormattableString.Invariant(
        $"Train: everything before {facts.Cutoff:u}; what came after is left out. Served: the ")
        + "products met by then, at the prices of now, by a silo whose clock stands there. Asked: shoppers known by "
        + "then who bought or viewed one of these products afterwards.";
}
