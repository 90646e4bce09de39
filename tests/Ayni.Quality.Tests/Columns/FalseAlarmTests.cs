using Xunit.Abstractions;

namespace Ayni.Quality.Tests.Columns;

/// <summary>Shops where nothing shifts: how often a report raises an alarm all the same.</summary>
public sealed class FalseAlarmTests(ITestOutputHelper output)
{
    // Eight columns, some sixteen tests a report. The promise is a rate of 1 %: at most one alarm in a hundred reports.
    // Anything beyond chance, of whatever size, has that rate too; over 8 of 200 then has a chance of 0.02 %, over 20
    // of 1,000 one of 0.2 %. Of 1,000 reports 7 were beyond chance, 3 of them alarms.
    [Fact]
    public void Compare_NothingShifts_RaisesNoAlarm() => Ask(seeds: 200, mostSignificant: 8, mostAlarms: 2);

    [SkippableFact, Trait("Length", "Long")]
    public void Compare_NothingShiftsInAThousandShops_RaisesNoAlarm()
    {
        Skip.If(Environment.GetEnvironmentVariable("AYNI_QUALITY_LONG") is null, "Set AYNI_QUALITY_LONG=1: a minute.");
        Ask(seeds: 1_000, mostSignificant: 20, mostAlarms: 10);
    }

    // Without the likeness of a shopper's rows the same reports would cry wolf: it is no refinement.
    [Fact]
    public void Compare_RowsTakenForIndependent_FindsChance()
    {
        var significant = Enumerable.Range(0, 50).Count(seed =>
        {
            var independent = new Shop(seed).Columns().OfType<NumberColumn>()
                .Select(column => column.WithoutClusters()).ToArray();
            return HasSignificant(ColumnComparison.Compare(independent, new QualityOptions()));
        });

        output.WriteLine($"{significant} of 50 reports beyond chance");
        Assert.InRange(significant, 10, 50);
    }

    private void Ask(int seeds, int mostSignificant, int mostAlarms)
    {
        var (alarms, significant) = (0, 0);
        for (var seed = 0; seed < seeds; seed++)
        {
            var reports = ColumnComparison.Compare(new Shop(seed).Columns(), new QualityOptions());
            alarms += reports.Any(report => report.Severity > Severity.None) ? 1 : 0;
            significant += HasSignificant(reports) ? 1 : 0;
        }

        output.WriteLine($"{alarms} alarms, {significant} beyond chance, in {seeds} reports");
        Assert.InRange(significant, 0, mostSignificant);
        Assert.InRange(alarms, 0, mostAlarms);
    }

    private static bool HasSignificant(IEnumerable<ColumnReport> reports) => reports
        .SelectMany(report => report.Checks)
        .Any(check => check.AdjustedPValue <= new QualityOptions().FalseDiscoveryRate);
}
