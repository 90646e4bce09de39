using Ayni.Domain.Interactions;

namespace Ayni.Quality.Tests.Reports;

public sealed class QualityReporterTests
{
    [Fact]
    public void Make_NothingShifts_SaysSo()
    {
        var report = new MadeLog().Report();

        Assert.Equal("Nothing shifted.", report.Headline);
        Assert.Empty(report.Findings);
        Assert.Equal((Severity.None, false), (report.Severity, report.IsUndecided));
        Assert.Equal("2026-03-30 to 2026-04-05", report.Current.Text);
        Assert.Equal("2026-03-02 to 2026-03-29", report.Reference.Text);
        Assert.Equal(1_400, report.Current.Interactions);
        Assert.Equal(5_600, report.Reference.Interactions);
    }

    [Fact]
    public void Make_ManySeeds_RaisesNoAlarm() =>
        Assert.InRange(
            Enumerable.Range(1, 25).Count(seed => new MadeLog(seed).Report().Findings.Count > 0), 0, 1);

    [Fact]
    public void Make_SameInput_IsTheSameReport() =>
        Assert.Equal(HtmlReport.Of(new MadeLog().Report()), HtmlReport.Of(new MadeLog().Report()));

    [Fact]
    public void Make_DurationInMilliseconds_IsFound()
    {
        var report = new MadeLog().Change(interaction => MadeLog.IsCurrent(interaction)
            ? interaction with { Duration = interaction.Duration * 1_000 }
            : interaction).Report();

        AssertFound(report, "interaction_duration", Severity.Major);
        Assert.StartsWith("One thing shifted a lot: duration.", report.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_CartsNoLongerSent_IsFound()
    {
        var report = new MadeLog().Change(interaction =>
            MadeLog.IsCurrent(interaction) && interaction.Type == InteractionType.Cart ? null : interaction).Report();

        AssertFound(report, "interaction_type", Severity.Major);
    }

    [Fact]
    public void Make_ProductIdsWithAPrefix_AreUnknownAndNew()
    {
        var report = new MadeLog().Change(interaction => MadeLog.IsCurrent(interaction)
            ? interaction with { ProductId = $"new-{interaction.ProductId}" }
            : interaction).Report();

        AssertFound(report, "unknown_product", Severity.Major);
        AssertFound(report, "new_product", Severity.Major);
        AssertFound(report, "product_popularity", Severity.Major);
    }

    [Fact]
    public void Make_ClockMovedByEightHours_IsFound()
    {
        var nights = new MadeLog().Change(interaction => interaction.Timestamp.Hour < 12 ? null : interaction);
        var report = nights.Change(interaction => MadeLog.IsCurrent(interaction)
            ? interaction with { Timestamp = interaction.Timestamp.AddHours(-8) }
            : interaction).Report();

        AssertFound(report, "hour_of_day", Severity.Major);
    }

    [Fact]
    public void Make_TwiceAsManyEvents_IsFound()
    {
        var report = new MadeLog().Change(interaction =>
            !MadeLog.IsCurrent(interaction) && interaction.Timestamp.Ticks / 10_000 % 2 == 0
                ? null
                : interaction).Report();

        var finding = AssertFound(report, "events_per_day", Severity.Moderate);
        Assert.Contains("200 events a day, before 101", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_EventsSentTwice_AreDuplicates()
    {
        var log = new MadeLog();
        var again = new List<Interaction>();
        log.Change(interaction =>
        {
            if (MadeLog.IsCurrent(interaction) && interaction.Timestamp.Second < 6)
                again.Add(interaction with { EventId = $"again-{interaction.EventId}" });
            return interaction;
        });

        AssertFound(log.Append([.. again]).Report(), "duplicate_event", Severity.Major);
    }

    [Fact]
    public void Make_ADayOfSilence_IsAGap()
    {
        var silent = MadeLog.Start.AddDays(30);
        var report = new MadeLog().Change(interaction =>
            interaction.Timestamp >= silent && interaction.Timestamp < silent.AddDays(1) ? null : interaction).Report();

        var finding = AssertFound(report, "volume_gap", Severity.Major);
        Assert.Contains(" to 2026-04-02 00:", finding.What, StringComparison.Ordinal);
    }

    // A shop that is closed on Sundays is silent in both periods.
    [Fact]
    public void Make_ClosedOnSundays_IsNoGap() =>
        Assert.Null(new MadeLog().Change(interaction =>
            interaction.Timestamp.DayOfWeek == DayOfWeek.Sunday ? null : interaction).Report().Volume.Gap);

    [Fact]
    public void Make_EventsOfTheFuture_AreADefectAndMoveNoPeriod()
    {
        var log = new MadeLog();
        log.Append(new Interaction
        {
            EventId = "future",
            UserId = "u1",
            ProductId = "p01",
            Type = InteractionType.View,
            Timestamp = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero),
        });

        var report = log.Report();

        var finding = AssertFound(report, "future_events", Severity.Moderate);
        Assert.False(finding.IsDrift);
        Assert.Contains("1 event lies after now, up to 2099-01-01", finding.What, StringComparison.Ordinal);
        Assert.Equal("2026-03-30 to 2026-04-05", report.Current.Text);
    }

    [Fact]
    public void Make_EventsThatComeLate_AreFound()
    {
        var log = new MadeLog();
        var late = new List<Interaction>();
        log.Change(interaction =>
        {
            if (!MadeLog.IsCurrent(interaction) || interaction.Timestamp.Minute >= 6
                || interaction.Timestamp > MadeLog.Now.AddDays(-2))
            {
                return interaction;
            }

            late.Add(interaction);
            return null;
        });

        AssertFound(log.Append([.. late]).Report(), "late_event", Severity.Moderate);
    }

    [Fact]
    public void Make_CatalogueDefects_AreCountedWithTheFirst()
    {
        var log = new MadeLog();
        var report = new MadeLog
        {
            Catalogue =
            [
                .. log.Catalogue.Select((product, index) => index switch
                {
                    < 20 => product with { Description = null },
                    20 => product with { Price = 0 },
                    21 => product with { ListPrice = 1 },
                    22 or 27 => product with { Name = "Twin", Category = "c2", Brand = "b1" },
                    _ => product with { Category = "c0" },
                }),
                log.Catalogue[0] with { ProductId = "p99", Name = "Dear", Category = "c0", Price = 1_000_000 },
            ],
        }.Report();

        Assert.Equal(20, Products("missing_description"));
        Assert.Equal(1, Products("price_zero"));
        Assert.Equal(1, Products("list_price_below_price"));
        Assert.Equal(2, Products("duplicate_product"));
        Assert.Equal(1, Products("price_outlier"));
        Assert.Equal(["p99"], Check("price_outlier").Examples);
        Assert.Equal(Severity.Moderate, Check("missing_description").Severity);

        CatalogueCheck Check(string name) => report.Catalogue.Single(check => check.Name == name);
        int Products(string name) => Check(name).Products;
    }

    [Fact]
    public void Make_GivenPeriods_ComparesThem()
    {
        var report = new MadeLog().Report(
            PeriodText.Parse("--reference", "2026-03-02..2026-03-08"),
            PeriodText.Parse("--current", "2026-03-09..2026-03-15"));

        Assert.Equal((1_400, 1_400), (report.Reference.Interactions, report.Current.Interactions));
    }

    [Fact]
    public void Make_OverlappingOrEmptyPeriods_AreRefusedWithTheReason()
    {
        var log = new MadeLog();
        var march = PeriodText.Parse("--current", "2026-03-09..2026-03-15");

        Assert.Contains("overlap", Message(march, march), StringComparison.Ordinal);
        Assert.Contains(
            "No interaction in the reference period (2020-01-01 to 2020-12-31). The log holds 2026-03-02",
            Message(PeriodText.Parse("--reference", "2020-01-01..2020-12-31"), march),
            StringComparison.Ordinal);

        string Message(Period reference, Period current) =>
            Assert.Throws<ArgumentException>(() => log.Report(reference, current)).Message;
    }

    [Theory]
    [InlineData("2026-03-02")]
    [InlineData("02/03/2026..03/03/2026")]
    [InlineData("2026-03-02..10:00")]
    [InlineData("2026-03-02..2026-03-01")]
    public void Parse_NoPeriod_IsRefusedWithAnExample(string text) =>
        Assert.Contains("FROM..TO", Assert.Throws<ArgumentException>(
            () => PeriodText.Parse("--current", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_DaysAndInstants_AreHalfOpenInUtc()
    {
        Assert.Equal(
            new Period(MadeLog.Start, MadeLog.Start.AddDays(2)), PeriodText.Parse("x", "2026-03-02..2026-03-03"));
        Assert.Equal(
            new Period(MadeLog.Start.AddHours(12), MadeLog.Start.AddDays(1)),
            PeriodText.Parse("x", "2026-03-02T12:00..2026-03-03T02:00+02:00"));
    }

    [Theory]
    [InlineData(200, 28, 112)]
    [InlineData(30, 7, 21)]
    [InlineData(4, 1, 3)]
    [InlineData(0.3, 0.1, 0.2)]
    public void Of_LogsOfSomeLength_FitsThePeriods(double days, double current, double reference)
    {
        var (before, now) = PeriodChoice.Of(MadeLog.Start, MadeLog.Start.AddDays(days).AddMinutes(-1));

        Assert.Equal(current, now.Length.TotalDays, 2);
        Assert.Equal(reference, before.Length.TotalDays, 1);
        Assert.Equal(before.To, now.From);
    }

    private static Finding AssertFound(QualityReport report, string name, Severity least)
    {
        var finding = report.Findings.FirstOrDefault(finding => finding.Name == name && finding.Severity >= least);
        Assert.True(finding is not null, $"{name} is not among: {string.Join(", ", report.Findings)}");
        return finding;
    }
}
