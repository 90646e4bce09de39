using Ayni.Quality.Tests.Reports;

namespace Ayni.Quality.Tests.Drift;

public sealed class ModelDriftTests
{
    private static readonly DateTimeOffset MadeAt = MadeLog.Start.AddDays(28).AddMinutes(-1);

    [Fact]
    public void Find_NothingShifts_IsNull() => Assert.Null(Find(new MadeLog()));

    [Fact]
    public void Find_ManySeeds_RaisesNoAlarm() =>
        Assert.InRange(Enumerable.Range(1, 25).Count(seed => Find(new MadeLog(seed)) is not null), 0, 1);

    [Fact]
    public void Find_DemandMovedToOtherProducts_NamesIt()
    {
        var shift = Find(new MadeLog().Change(interaction => MadeLog.IsCurrent(interaction)
            ? interaction with { ProductId = $"p{79 - int.Parse(interaction.ProductId!.AsSpan(1)):00}" }
            : interaction));

        Assert.Contains("popularity of the product", shift, StringComparison.Ordinal);
        Assert.Contains("2026-03-30 to 2026-04-05 against 2026-03-02 to 2026-03-29", shift, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_DurationInMilliseconds_IsNoReasonToTrain() => Assert.Null(Find(
        new MadeLog().Change(interaction => MadeLog.IsCurrent(interaction)
            ? interaction with { Duration = interaction.Duration * 1_000 }
            : interaction)));

    [Theory]
    [InlineData(27, 0.9, null, null)]
    [InlineData(27, 3.5, "2026-03-23 to 2026-03-25", "2026-03-30 to 2026-04-01")]
    [InlineData(3, 3.5, null, null)]
    [InlineData(27, 17, "2026-03-02 to 2026-03-29", "2026-04-02 to 2026-04-15")]
    [InlineData(6, 8, "2026-03-02 to 2026-03-08", "2026-03-10 to 2026-03-16")]
    [InlineData(5, 8, null, null)]
    public void PeriodsOf_WholeWeeks_OrTheSameWeekdays(
        int daysBefore, double daysSince, string? before, string? since)
    {
        var madeAt = MadeLog.Start.AddDays(daysBefore + 1).AddMinutes(-1);

        var periods = ModelDrift.PeriodsOf(MadeLog.Start, madeAt.AddDays(daysSince), madeAt);

        Assert.Equal((before, since), (periods?.Before.ToString(), periods?.Since.ToString()));
    }

    private static string? Find(MadeLog log) => ModelDrift.Find(
        new QualityInput { Now = MadeLog.Now, Rows = log.Rows(), Products = log.Catalogue }, MadeAt,
        new QualityOptions());
}
