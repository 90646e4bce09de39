using Ayni.Data.Import;

namespace Ayni.Trainer.Tests.Import;

public sealed class TimestampParserTests
{
    [Theory]
    [InlineData("2026-01-02", "2026-01-02T00:00:00Z")]
    [InlineData("2026-01-02T10:30", "2026-01-02T10:30:00Z")]
    [InlineData("2026-01-02 10:30:15", "2026-01-02T10:30:15Z")]
    [InlineData("2026-01-02T10:30:15.25Z", "2026-01-02T10:30:15.25Z")]
    [InlineData("2026-01-02T10:30:15+02:00", "2026-01-02T08:30:15Z")]
    [InlineData("2026-01-02T10:30:15 -0500", "2026-01-02T15:30:15Z")]
    [InlineData("2026-01-02 10:30+02", "2026-01-02T08:30:00Z")]
    public void TryParse_IsoWithoutAFormat_IsRead(string text, string time)
    {
        Assert.True(new TimestampParser([], TimeSpan.Zero).TryParse(text, out var read));
        Assert.Equal(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("02/01/2026 10:00")]
    [InlineData("10:00")]
    [InlineData("2026-1-2")]
    [InlineData("2026/01/02")]
    [InlineData("2026-02-30")]
    [InlineData("2026-01-02 24:00")]
    [InlineData("2026-01-02T")]
    [InlineData("2026-01-02T10")]
    [InlineData("2 January 2026")]
    [InlineData("20260102")]
    [InlineData("2026-01-02 10:00 PM")]
    public void TryParse_AnythingElseWithoutAFormat_IsNoTime(string text)
        => Assert.False(new TimestampParser([], TimeSpan.Zero).TryParse(text, out _));

    [Fact]
    public void Read_DateOfTwoReadings_IsRefusedAndBothFormatsAreSaid()
    {
        using var workspace = new Workspace();
        var path = workspace.Write(
            "events.csv",
            "event_id,user_id,product_id,interaction_type,interaction_score,timestamp_interaction,interaction_duration,"
            + "query,order_id\ne1,u1,p1,view,,02/01/2026 10:00,,,\ne2,u1,p1,view,,10:00,,,\n");

        var (kept, report) = ImportFixture.Read(path, "ayni");
        var remedy = ImportRemedies.Of(ImportReasons.BadTime, report);

        Assert.Empty(kept);
        Assert.Equal(2, report.Reasons[ImportReasons.BadTime]);
        Assert.Contains("d/M/yyyy H:mm (day first) and M/d/yyyy H:mm (month first)", remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DateOfOneReading_SaysTheFormatThatFits()
    {
        var report = new ImportReport(5);
        report.CountRead();
        report.Refuse(
            new RowPlace("x.csv", 2, IsOfSeveral: false), new Refusal(ImportReasons.BadTime, "t", "25/01/2026 10:00"));

        var remedy = ImportRemedies.Of(ImportReasons.BadTime, report);

        Assert.Contains("fits d/M/yyyy H:mm:", remedy, StringComparison.Ordinal);
    }
}
