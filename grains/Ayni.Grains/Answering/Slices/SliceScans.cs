using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>Scans of the parts of the catalogue that this silo holds. Thread-safe; one a silo.</summary>
internal sealed class SliceScans(
    ScanScheduler scans, LogTrends trends, AnsweringOptions options, TimeProvider time)
{
    /// <summary>What the parts know of some products; a part that is not held is left out.</summary>
    public static IEnumerable<GatheredSlice> Gather(
        IndexTable table, IEnumerable<int> partitions, GatherRequest request) =>
        HeldOf(table, partitions).Select(slice => SliceScan.Gather(slice, request));

    /// <summary>The best products of each part; a part that is not held is left out.</summary>
    public async Task<IReadOnlyList<FoundSlice>> FindAsync(
        IndexTable table, IEnumerable<int> partitions, SliceQuestion question, CancellationToken cancellationToken)
    {
        var words = table.Slices!.Words.Schema;
        await trends.WaitAsync(DemandWindow.Of(question.Scenario), options.StoreDeadline, cancellationToken);
        return await scans.AnswerAsync<FoundSlice>(
            [
                .. HeldOf(table, partitions).Select(slice => (Func<FoundSlice>)(() => SliceScan.Find(
                    slice, words, question, (snapshot, window) => trends.Of(snapshot, window, time.GetUtcNow())))),
            ],
            cancellationToken);
    }

    private static TableSlice[] HeldOf(IndexTable table, IEnumerable<int> partitions)
    {
        var held = table.Slices!.Held;
        return [.. partitions.Where(held.ContainsKey).Select(partition => held[partition])];
    }
}
