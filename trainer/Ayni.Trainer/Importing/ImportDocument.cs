using System.Globalization;
using Ayni.Data.Import;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary>What <c>import</c> did.</summary>
/// <param name="File">Files imported.</param>
/// <param name="Mapping">Mapping used.</param>
/// <param name="Interactions">Rows of that file.</param>
/// <param name="Appended">Interactions new in the log.</param>
/// <param name="Duplicates">Interactions the log already held.</param>
/// <param name="Erased">
/// Interactions dropped: of shoppers who were erased, and dated up to then. With the new ones and those held already
/// they are the rows kept.
/// </param>
/// <param name="Products">Rows of the products file; null if there was none.</param>
/// <param name="ProductsWritten">Catalogue entries inserted or replaced.</param>
/// <param name="Seconds">Time it took.</param>
/// <param name="RowsPerSecond">Rows read a second, writing included.</param>
internal sealed record ImportDocument(
    string File,
    string Mapping,
    RowCounts Interactions,
    long Appended,
    long Duplicates,
    long Erased,
    RowCounts? Products,
    int ProductsWritten,
    double Seconds,
    long RowsPerSecond)
{
    public static ImportDocument Of(ImportFiles files, string mapping, ImportResult result, TimeSpan elapsed)
        => new(
            string.Join(", ", files.Interactions.Concat(files.Products)),
            mapping,
            RowCounts.Of(result.Interactions),
            result.Log.Appended,
            result.Log.Duplicates,
            result.Log.Erased,
            result.Products is { } products ? RowCounts.Of(products) : null,
            result.ProductsWritten,
            Math.Round(elapsed.TotalSeconds, 2),
            (long)((result.Interactions.Read + (result.Products?.Read ?? 0)) / Math.Max(elapsed.TotalSeconds, 0.001)));

    public void Print(TrainerConsole console)
    {
        if (Interactions.Read > 0 || Products is null)
        {
            Interactions.Print(console, $"Interactions ({Mapping})");
            var erased = Erased > 0 ? $", {TableOutput.Count(Erased)} of erased shoppers dropped" : "";
            console.Out.WriteLine(
                $"Log: {TableOutput.Count(Appended)} new, {TableOutput.Count(Duplicates)} held already{erased}.");
        }

        Products?.Print(console, "Products");
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Catalogue: {ProductsWritten:N0} products written. {Seconds:F1} s, {RowsPerSecond:N0} rows/s."));
    }
}
