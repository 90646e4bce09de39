using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Users;
using Ayni.Quality;
using Ayni.Storage;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Reporting;

/// <summary>Asks a silo over the same data what it recommends, and how good its models were.</summary>
internal static class ServedModel
{
    private const int ListLength = 10;
    private const int Seed = 1;
    private const int ReportEvery = 50;

    /// <summary>Adds lists and versions to what a report is made of; or a note on why there are none.</summary>
    public static async Task<QualityInput> AddAsync(
        QualityInput input,
        StorageOptions storage,
        int shoppers,
        TrainerConsole console,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        if (shoppers == 0)
            return input;
        try
        {
            await using var silo = await SiloSession.StartAsync(storage, console, cancellationToken);
            var view = await silo.Grains.GetGrain<IModelRegistryGrain>(ModelNames.Default).Get(cancellationToken);
            if (view.ActiveVersion is not { } active)
                return Noted(input, "What is recommended was not looked at: no model is published. Run train.");
            var lists = await AskAsync(input, silo.Grains, shoppers, progress, cancellationToken);
            return input with
            {
                Lists = ListMeasure.Of(input.Rows.MetProducts(), input.Rows.ProductIds.Count, active, lists, ListLength,
                    cancellationToken),
                Models =
                [
                    .. view.Versions.Reverse().Select(version => new ModelPoint(
                        version.Version, version.PublishedAt, version.Version == active, MainOf(version.Metrics))),
                ],
            };
        }
        catch (AyniException exception) when (exception.Code == ErrorCodes.Conflict)
        {
            return Noted(input, $"What is recommended was not looked at: {exception.Message}");
        }
    }

    /// <summary>NDCG@10 of each part, by name.</summary>
    private static Dictionary<string, double> MainOf(IReadOnlyDictionary<string, double> metrics) => metrics
        .Where(metric => metric.Key.EndsWith(".ndcg@10", StringComparison.Ordinal))
        .OrderBy(metric => metric.Key, StringComparer.Ordinal)
        .ToDictionary(metric => metric.Key, metric => metric.Value, StringComparer.Ordinal);

    private static QualityInput Noted(QualityInput input, string note) =>
        input with { Notes = [.. input.Notes, note] };

    private static async Task<IReadOnlyDictionary<string, int[]>> AskAsync(
        QualityInput input,
        IGrainFactory grains,
        int shoppers,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        var (_, current) = QualityReporter.PeriodsOf(input.Rows, input.Reference, input.Current);
        var asked = SeededDraw.Of(input.Rows.ShoppersOf(current), shoppers, Seed);
        var items = input.Rows.ProductIds.Select((id, number) => (id, number))
            .ToDictionary(pair => pair.id, pair => pair.number, StringComparer.Ordinal);
        var lists = new int[asked.Count][];
        var done = 0;
        var parallel = new ParallelOptions { CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, asked.Count), parallel, async (place, token) =>
        {
            // Unseen: a report leaves no trace in what shoppers were shown.
            var answer = await grains.GetGrain<IUserGrain>(asked[place])
                .Recommend(new RecommendationRequest { Count = ListLength, IsUnseen = true }, token);
            lists[place] =
            [
                .. answer.Items.Where(item => items.ContainsKey(item.ProductId)).Select(item => items[item.ProductId]),
            ];
            if (Interlocked.Increment(ref done) is var count && (count % ReportEvery == 0 || count == asked.Count))
                progress.Report(new("Asking for lists", (double)count / asked.Count, count, "shoppers"));
        });
        return asked.Select((id, place) => (id, place))
            .ToDictionary(pair => pair.id, pair => lists[pair.place], StringComparer.Ordinal);
    }
}
