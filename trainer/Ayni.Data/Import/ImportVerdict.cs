using System.Globalization;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import;

/// <summary>Whether an import did what it was for.</summary>
public static class ImportVerdict
{
    /// <summary>What is wrong with an import that kept nothing of a kind; null: nothing is.</summary>
    public static AyniException? ProblemOf(ImportFiles files, ImportResult result)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(result);
        if (files.Interactions.Count > 0 && result.Interactions.Kept == 0)
        {
            return NothingKept(
                files.Interactions, result.Interactions, result.ProductsWritten, "products were written");
        }

        return files.Products.Count > 0 && result.Products is { Kept: 0 } products
            ? NothingKept(files.Products, products, result.Interactions.Kept, "interactions were kept")
            : null;
    }

    private static AyniException NothingKept(IReadOnlyList<string> paths, ImportReport report, long others, string kept)
    {
        var name = paths.Count == 1 ? $"'{paths[0]}'" : $"the {paths.Count} files beginning with '{paths[0]}'";
        var text = $"No row of {name} was kept";
        if (report.Read == 0)
            text += ": it has none.";
        else
        {
            var (reason, count) = report.Reasons.MaxBy(pair => pair.Value);
            text += $": {Count(count)} of {Count(report.Read)} were refused for {reason}. "
                + ImportRemedies.Of(reason, report);
        }

        return new AyniException(
            ErrorCodes.Invalid, others > 0 ? $"{text} {Count(others)} {kept}." : text);
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
