using System.Collections.Immutable;
using Ayni.Domain.Auditing;
using Ayni.Features.Definitions;
using Ayni.Features.Offline;
using Ayni.Features.Segments;
using Ayni.GrainInterfaces.Users;
using Ayni.Storage;
using Ayni.Trainer.Auditing;
using Ayni.Trainer.Featuring;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Segmenting;

/// <summary>Finds segments, writes them, and puts shoppers into them.</summary>
internal sealed class Segmentation(TrainerConsole console, StorageOptions storage, SegmentOptions options)
{
    private const int AtOnce = 32;
    private const string Applying = "Putting shoppers into their segments";

    /// <summary>Does it.</summary>
    public Task<SegmentsDocument> RunAsync(CancellationToken cancellationToken) =>
        ProgressScreen.ShowAsync(console, progress => RunAsync(progress, cancellationToken));

    private async Task<SegmentsDocument> RunAsync(
        IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var (asOf, logPosition, cataloguePosition, shoppers) = await ReadAsync(progress, cancellationToken);
        var cuts = RfmCuts.Of([.. shoppers.Select(shopper => shopper.Buyer).OfType<RfmValues>()]);
        var clusters = options.Clusters > 0 ? Cluster(shoppers) : null;
        var document = new SegmentsDocument(
            cuts.Version, FeatureSet.Version, asOf, logPosition, cataloguePosition, cuts,
            Summarize(shoppers, cuts), clusters?.Clusters ?? []);
        if (options.Directory is { } directory)
            SegmentFiles.Write(directory, document, shoppers, clusters?.NumberOf);
        if (!options.Apply)
            return document;
        var applied = await storage.AuditAsync(
            console,
            AuditActs.SegmentsApply,
            cuts.Version,
            async () =>
            {
                await StoreAsync(new StoredCuts(StoredCuts.CurrentFormat, asOf, logPosition, cuts), cancellationToken);
                return await ApplyAsync(shoppers, cuts, progress, cancellationToken);
            },
            cancellationToken);
        return document with { Applied = applied, Kept = shoppers.Length - applied };
    }

    private async Task<(DateTimeOffset AsOf, long LogPosition, long CataloguePosition, SegmentedShopper[] Shoppers)>
        ReadAsync(IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        await using var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken);
        var read = await FeatureLogReader.OpenAsync(stores, TimeZoneInfo.Utc, null, progress, cancellationToken);
        var asOf = options.AsOf ?? read.Log.Newest?.AddMilliseconds(1) ?? DateTimeOffset.UnixEpoch;
        List<SegmentedShopper> shoppers = [];
        await foreach (var row in SnapshotFeatures.OfUsersAsync(read.Catalogue, read.Log, asOf, cancellationToken))
            shoppers.Add(SegmentedShopper.Of(row));
        return (asOf, read.Log.Head, read.CataloguePosition, [.. shoppers]);
    }

    private async Task StoreAsync(StoredCuts cuts, CancellationToken cancellationToken)
    {
        await using var stores = await AyniStorage.OpenAsync(storage, console.Time, cancellationToken);
        await cuts.WriteAsync(stores.Models, cancellationToken);
    }

    private ShopperClusters Cluster(SegmentedShopper[] shoppers) => shoppers.Length < 2 * options.Clusters
        ? throw new InvalidDataException(
            $"{shoppers.Length} shoppers are too few for {options.Clusters} clusters: give --clusters "
            + $"{shoppers.Length / 2} or fewer, or 0 for none.")
        : ShopperClusters.Find(shoppers, options.Clusters, options.Seed);

    private SegmentSummary[] Summarize(SegmentedShopper[] shoppers, RfmCuts cuts)
    {
        var all = shoppers.Sum(shopper => shopper.Buyer?.Spend ?? 0);
        var bySegment = shoppers.ToLookup(shopper => cuts.SegmentOf(shopper.Buyer));
        return
        [
            .. RfmNames.All.Select(segment =>
            {
                RfmValues[] buyers = [.. bySegment[segment].Select(shopper => shopper.Buyer).OfType<RfmValues>()];
                var spend = buyers.Sum(buyer => buyer.Spend ?? 0);
                return new SegmentSummary(
                    RfmNames.KeyOf(segment),
                    RfmNames.LabelOf(segment, options.IsSpanish),
                    bySegment[segment].Count(),
                    MedianOf(buyers.Select(buyer => buyer.RecencyDays)),
                    buyers.Length == 0 ? 0 : buyers.Average(buyer => (double)buyer.Orders),
                    cuts.Spend.IsEmpty ? null : spend,
                    all == 0 ? null : (double)(spend / all));
            }),
        ];
    }

    private async Task<int> ApplyAsync(
        SegmentedShopper[] shoppers, RfmCuts cuts, IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        await using var silo = await SiloSession.StartAsync(storage, console, cancellationToken);
        ImmutableArray<string> ours = [.. RfmNames.All.Select(RfmNames.KeyOf)];
        var (applied, done) = (0, 0);
        foreach (var some in shoppers.Chunk(AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var put = await Task.WhenAll(some.Select(shopper => silo.Grains.GetGrain<IUserGrain>(shopper.UserId)
                .PutSegment(RfmNames.KeyOf(cuts.SegmentOf(shopper.Buyer)), ours)));
            applied += put.Count(isPut => isPut);
            done += some.Length;
            progress.Report(new StepProgress(Applying, (double)done / shoppers.Length, done, "shoppers"));
        }

        return applied;
    }

    private static double? MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
