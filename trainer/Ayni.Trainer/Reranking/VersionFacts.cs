using Ayni.Domain.Consents;
using Ayni.Grains.Models;
using Ayni.Grains.Training;
using Ayni.Recommenders;
using Ayni.Storage;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Texts;

namespace Ayni.Trainer.Reranking;

/// <summary>What a re-ranker knows of the items of a version, as of the version's time and position.</summary>
internal static class VersionFacts
{
    public static async Task<ItemFacts> ReadAsync(
        AyniStorage stores, ModelArtifact model, IProgress<StepProgress> progress, ParallelOptions parallel)
    {
        var cancellationToken = parallel.CancellationToken;
        var weights = model.Options.Weights;
        var events = new ShopperEventsBuilder(weights, model.ReferenceTime);
        var users = 0;
        var reader = await LogReader.OpenAsync(
            stores.Consents.LogOf(Purpose.Training, model.AsOfPosition), model.AsOfPosition, progress,
            cancellationToken);
        await foreach (var ofUser in reader.ReadUsersAsync(cancellationToken))
        {
            // What was taken back whole is no item of the model.
            events.Add(
                [
                    .. ofUser.TakeLast(weights.NewestPerUser).Where(logged =>
                        logged.Interaction.ProductId is { } product && model.IndexOf(product) >= 0),
                ],
                model.IndexOf);
            users++;
        }

        var judged = new int[users];
        Array.Fill(judged, -1);
        var catalogue = await CatalogueReader.ReadAsync(stores.Catalog, cancellationToken);
        return ItemFacts.Of(
            events.Build(judged, [.. Enumerable.Range(0, model.ItemCount)]),
            model.Evidence,
            RerankLabels.Of(catalogue, model.ProductIds, parallel.MaxDegreeOfParallelism, cancellationToken));
    }
}
