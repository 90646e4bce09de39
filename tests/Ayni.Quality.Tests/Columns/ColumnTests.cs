namespace Ayni.Quality.Tests.Columns;

public sealed class ColumnTests
{
    private static readonly ColumnInfo Info = new("column", "Column", "rows");

    private static double[] Numbers(int count, double step = 1) =>
        [.. Enumerable.Range(0, count).Select(value => value * step)];

    [Fact]
    public void Compare_OrderOfRows_ChangesNothing()
    {
        var forward = Compare(new NumberColumn(Info, new(Numbers(500)), new(Numbers(300, 2))));
        var backward = Compare(new NumberColumn(
            Info, new([.. Numbers(500).Reverse()]), new([.. Numbers(300, 2).Reverse()])));

        Assert.Equal(forward.Distribution, backward.Distribution);
        Assert.Equal(forward.Checks, backward.Checks);
    }

    [Fact]
    public void Compare_ManyRowsAndTinyShift_IsBeyondChanceAndNoFinding()
    {
        var random = new Numerics.SplitMix64(5, 0);
        var (before, now) = (new double[200_000], new double[200_000]);
        for (var row = 0; row < before.Length; row++)
            (before[row], now[row]) = (random.NextDouble(), random.NextDouble() + 0.01);

        var check = Compare(new NumberColumn(Info, new(before), new(now))).Checks[0];

        Assert.True(check.AdjustedPValue < 1e-9, $"p = {check.AdjustedPValue}");
        Assert.Equal(Severity.None, check.Severity);
    }

    [Fact]
    public void Compare_FewRows_IsUndecidedAndSaysSo()
    {
        var report = Compare(new NumberColumn(Info, new(Numbers(500)), new(Numbers(20, 100))));

        Assert.Equal(
            "Too few to say: the current period is worth 20 independent rows, and a verdict needs 50.",
            report.Undecided);
        Assert.Equal(Severity.None, report.Severity);
        Assert.NotNull(report.Distribution);
    }

    // 5,000 rows of four shoppers are four facts.
    [Fact]
    public void Compare_ManyRowsOfFewShoppers_IsUndecided()
    {
        double[] now = [.. Enumerable.Range(0, 5_000).Select(row => row % 4 * 100.0)];
        int[] shoppers = [.. Enumerable.Range(0, 5_000).Select(row => row % 4)];

        var report = Compare(new NumberColumn(Info, new(Numbers(500)), new(now, shoppers)));

        Assert.Equal(4, report.Current.EffectiveRows, 6);
        Assert.NotNull(report.Undecided);
    }

    [Fact]
    public void Compare_NothingInAPeriod_IsUndecidedWithoutFigures()
    {
        var report = Compare(new NumberColumn(Info, new(Numbers(500)), new([])));
        var texts = Compare(new TextColumn(Info, new(["a", "b"]), new([null, ""])));

        Assert.Null(report.Distribution);
        Assert.NotNull(report.Undecided);
        Assert.Equal(2, texts.Current.Missing);
    }

    [Fact]
    public void Compare_OneValueThatMoves_IsALot()
    {
        var report = Compare(new NumberColumn(
            Info, new([.. Enumerable.Repeat(4.0, 300)]), new([.. Enumerable.Repeat(5.0, 300)])));

        Assert.Equal(Severity.Major, report.Severity);
        Assert.Null(report.Distribution!.ScaledWasserstein);
    }

    [Fact]
    public void Compare_RareCategories_ArePooledLast()
    {
        string?[] before =
            [.. Enumerable.Range(0, 400).Select(row => row < 380 ? "often" : $"rare-{row % 10}")];

        var report = Compare(new TextColumn(Info, new(before), new(before)));

        Assert.Equal(["often", "(10 more)"], report.Histogram!.Labels);
        Assert.Equal(0, report.Distribution!.Psi, 12);
        Assert.Equal(1, report.Distribution.DegreesOfFreedom);
    }

    [Fact]
    public void Compare_OrderedTexts_KeepTheirOrder()
    {
        string?[] hours = [.. Enumerable.Range(0, 600).Select(row => $"{(row % 3) + 8:00}")];

        var report = Compare(new TextColumn(Info, new(hours), new(hours)) { IsOrdered = true });

        Assert.Equal(["08", "09", "10"], report.Histogram!.Labels);
    }

    [Fact]
    public void Compare_NewValues_AreNamedMostFrequentFirst()
    {
        string?[] now = [.. Enumerable.Range(0, 300).Select(row => row < 100 ? "zebra" : row < 150 ? "ant" : "old")];

        var report = Compare(new TextColumn(Info, new([.. Enumerable.Repeat("old", 300)]), new(now)));

        Assert.Equal(["zebra", "ant"], report.NewValues);
        Assert.Contains(report.Checks, check => check.Kind == CheckKind.NewValues && check.Severity == Severity.Major);
    }

    [Fact]
    public void Compare_Infinity_IsRefusedWithItsRow() =>
        Assert.Contains("Row 1 is infinite", Assert.Throws<ArgumentException>(() => Compare(
            new NumberColumn(Info, new([1, double.PositiveInfinity]), new([1])))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(nameof(QualityOptions.FalseDiscoveryRate))]
    [InlineData(nameof(QualityOptions.MajorPsi))]
    [InlineData(nameof(QualityOptions.Bins))]
    [InlineData(nameof(QualityOptions.LeastRows))]
    [InlineData(nameof(QualityOptions.LateAfter))]
    [InlineData(nameof(QualityOptions.ModerateVolume))]
    public void Validate_OutOfRange_NamesTheOption(string name)
    {
        var options = name switch
        {
            nameof(QualityOptions.FalseDiscoveryRate) => new QualityOptions { FalseDiscoveryRate = double.NaN },
            nameof(QualityOptions.MajorPsi) => new QualityOptions { ModeratePsi = 0.3 },
            nameof(QualityOptions.Bins) => new QualityOptions { Bins = 1 },
            nameof(QualityOptions.LeastRows) => new QualityOptions { LeastRows = 9 },
            nameof(QualityOptions.LateAfter) => new QualityOptions { LateAfter = TimeSpan.Zero },
            _ => new QualityOptions { ModerateVolume = 0.5 },
        };

        Assert.StartsWith(name, Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
        new QualityOptions().Validate();
    }

    private static ColumnReport Compare(QualityColumn column) =>
        ColumnComparison.Compare([column], new QualityOptions())[0];
}
