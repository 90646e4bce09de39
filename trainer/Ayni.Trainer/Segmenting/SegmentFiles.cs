using System.Globalization;
using Ayni.Features.Segments;
using Ayni.Trainer.Terminal;
using CsvHelper;

namespace Ayni.Trainer.Segmenting;

/// <summary>Writes segments as files.</summary>
internal static class SegmentFiles
{
    /// <summary>The cuts and the segments: what places a shopper anew.</summary>
    public const string DocumentName = "segments.json";

    /// <summary>The shoppers, a line each.</summary>
    public const string ShoppersName = "user_segments.csv";

    private static readonly CsvWriterOptions Format = CsvWriterOptions.Default with { NewLine = "\n" };

    /// <summary>Writes both.</summary>
    /// <param name="directory">Where; made if it is not there.</param>
    /// <param name="document">What was found.</param>
    /// <param name="shoppers">The shoppers.</param>
    /// <param name="clusters">Number of each shopper's cluster; null: none.</param>
    public static void Write(
        string directory,
        SegmentsDocument document,
        IReadOnlyList<SegmentedShopper> shoppers,
        IReadOnlyList<int>? clusters)
    {
        Directory.CreateDirectory(directory);
        using (var text = new StreamWriter(Path.Combine(directory, DocumentName)))
            JsonOutput.Write(text, document);
        using var csv = CsvWriter.ToFile(Path.Combine(directory, ShoppersName), Format);
        csv.WriteRecord(
        [
            "user_id", "user_segment_group", "recency_score", "frequency_score", "monetary_score", "cluster",
        ]);
        for (var index = 0; index < shoppers.Count; index++)
            Write(csv, shoppers[index], document.Cuts, clusters?[index]);
    }

    private static void Write(CsvWriter csv, SegmentedShopper shopper, RfmCuts cuts, int? cluster)
    {
        RfmScores? scores = shopper.Buyer is { } buyer ? cuts.ScoresOf(buyer) : null;
        csv.WriteRecord(
        [
            shopper.UserId, RfmNames.KeyOf(cuts.SegmentOf(shopper.Buyer)), Text(scores?.Recency),
            Text(scores?.Frequency), Text(scores?.Monetary), Text(cluster),
        ]);
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
