using Xunit.Abstractions;

namespace Ayni.Quality.Tests.Columns;

public sealed class PlantedShiftTests(ITestOutputHelper output)
{
    private const int Seeds = 100;

    [Theory]
    [InlineData(Shop.Shift.PriceUp, "price", CheckKind.Distribution)]
    [InlineData(Shop.Shift.MissingPrices, "price", CheckKind.Missing)]
    [InlineData(Shop.Shift.Cents, "price", CheckKind.Range)]
    [InlineData(Shop.Shift.NewBrand, "brand", CheckKind.NewValues)]
    [InlineData(Shop.Shift.NewBrand, "brand", CheckKind.Distribution)]
    [InlineData(Shop.Shift.NightOwls, "hour", CheckKind.Distribution)]
    [InlineData(Shop.Shift.Duplicates, "duplicate", CheckKind.Share)]
    public void Compare_PlantedShift_IsFoundAndNothingElse(object shift, string column, CheckKind kind)
    {
        var (found, elsewhere) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var reports = ColumnComparison.Compare(new Shop(seed).Columns((Shop.Shift)shift), new QualityOptions());
            found += reports.Single(report => report.Name == column).Checks
                .Any(check => check.Kind == kind && check.Severity > Severity.None) ? 1 : 0;
            elsewhere += reports.Any(report => report.Name != column && report.Severity > Severity.None) ? 1 : 0;
        }

        output.WriteLine($"found in {found} of {Seeds}, another column in {elsewhere}");
        Assert.InRange(found, 99, Seeds);
        Assert.InRange(elsewhere, 0, 1);
    }
}
