using System.Globalization;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Segmenting;

/// <summary>What <c>segments</c> prints.</summary>
internal static class SegmentTables
{
    public static void Print(TrainerConsole console, SegmentsDocument document, string? directory)
    {
        var table = TableOutput.Create(
            "Segment", "Called", "Shoppers", "Days since they bought (median)", "Orders (mean)", "Spend", "Share");
        foreach (var segment in document.Segments)
        {
            table.Add(
                segment.Segment, segment.Label, TableOutput.Count(segment.Shoppers),
                Text(segment.MedianRecencyDays, "F0"), Text(segment.MeanOrders, "F1"),
                segment.Spend?.ToString("N0", CultureInfo.InvariantCulture), Text(segment.ShareOfSpend, "P1"));
        }

        TableOutput.Write(console, table);
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Cuts {document.Version} of {document.Cuts.Buyers:N0} buyers as of {document.AsOf:O}, log up to position "
            + $"{document.LogPosition}: {string.Join(" / ", document.Cuts.RecencyDays.Select(cut => Text(cut, "F0")))} "
            + $"days, {string.Join(" / ", document.Cuts.Orders)} orders, "
            + $"{string.Join(" / ", document.Cuts.Spend.Select(cut => $"{cut:N0}"))} spent."));
        if (document.Clusters.Count > 0)
            PrintClusters(console, document.Clusters);
        if (document.Applied is { } applied)
        {
            console.Out.WriteLine(
                $"{TableOutput.Count(applied)} shoppers are in their segment; {TableOutput.Count(document.Kept ?? 0)} "
                + "were left as they are: the shop named another segment, or they refuse personalisation. The feature "
                + "user_segment_group goes by these cuts now.");
        }

        if (directory is not null)
            console.Out.WriteLine($"{SegmentFiles.DocumentName} and {SegmentFiles.ShoppersName}: {directory}");
    }

    private static void PrintClusters(TrainerConsole console, IReadOnlyList<ClusterSummary> clusters)
    {
        var table = TableOutput.Create("Cluster", "Shoppers", "What tells them apart");
        foreach (var cluster in clusters)
        {
            table.Add(
                cluster.Cluster.ToString(CultureInfo.InvariantCulture), TableOutput.Count(cluster.Shoppers),
                cluster.Description);
        }

        TableOutput.Write(console, table);
    }

    private static string? Text(double? number, string format) =>
        number?.ToString(format, CultureInfo.InvariantCulture);
}
