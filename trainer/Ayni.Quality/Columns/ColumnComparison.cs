namespace Ayni.Quality;

/// <summary>Compares columns: every test first, then what of it is beyond chance, then what of that matters.</summary>
public static class ColumnComparison
{
    /// <summary>Compares all columns of a report together, since how many are asked decides what is chance.</summary>
    /// <param name="columns">Each in both periods.</param>
    /// <param name="options">Thresholds.</param>
    /// <param name="further">Reports of tests made elsewhere, which are as many more chances to err.</param>
    /// <returns>In the order given, the further ones last.</returns>
    public static IReadOnlyList<ColumnReport> Compare(
        IReadOnlyList<QualityColumn> columns, QualityOptions options, IReadOnlyList<ColumnReport>? further = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ColumnReport[] reports = [.. columns.Select(column => column.Compare(options)), .. further ?? []];
        var adjusted = BenjaminiHochberg.Adjust(
            [.. reports.SelectMany(report => report.Checks).Select(check => check.PValue)]);
        var next = 0;
        return Array.ConvertAll(reports, report => report with
        {
            Checks = [.. report.Checks.Select(check => Judge(check, adjusted[next++], options))],
        });
    }

    private static CheckResult Judge(CheckResult check, double adjusted, QualityOptions options) => check with
    {
        AdjustedPValue = adjusted,
        Severity = adjusted <= options.FalseDiscoveryRate ? check.EffectSeverity : Severity.None,
    };
}
