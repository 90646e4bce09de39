namespace Ayni.Data.Import;

/// <summary>Rows of one file: read = kept + refused, and the refused ones by reason.</summary>
/// <param name="Read">Rows read, the header apart.</param>
/// <param name="Kept">Rows that became an interaction or a product.</param>
/// <param name="Refused">Rows that did not.</param>
/// <param name="Reasons">Number of refused rows by reason.</param>
/// <param name="BadRows">The first rows refused for each reason.</param>
/// <param name="Remedies">What to do about a reason, where something can be done.</param>
public sealed record RowCounts(
    long Read,
    long Kept,
    long Refused,
    IReadOnlyDictionary<string, long> Reasons,
    IReadOnlyList<BadRow> BadRows,
    IReadOnlyDictionary<string, string> Remedies)
{
    /// <summary>Rows kept by the name of their type; empty of products.</summary>
    public IReadOnlyDictionary<string, long> Types { get; init; } = new Dictionary<string, long>();

    /// <summary>Of a report.</summary>
    public static RowCounts Of(ImportReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(
            report.Read,
            report.Kept,
            report.Refused,
            report.Reasons,
            report.Rows,
            report.Reasons.Keys
                .Select(reason => (reason, remedy: ImportRemedies.Of(reason, report)))
                .Where(one => one.remedy is not null)
                .ToDictionary(one => one.reason, one => one.remedy!, StringComparer.Ordinal))
        {
            Types = report.Types,
        };
    }
}
