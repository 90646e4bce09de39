using Ayni.Data.Import;
using Ayni.Domain.Errors;

namespace Ayni.Trainer.Tests.Import;

public sealed class NumberFormatTests
{
    [Theory]
    [InlineData("1,17 €", ",", ".", "€", "1.17")]
    [InlineData("0,95", ",", ".", "€", "0.95")]
    [InlineData("1.234,50", ",", ".", "€", "1234.50")]
    [InlineData("1.234.567", ",", ".", "", "1234567")]
    [InlineData("S/ 12.90", ".", null, "S/", "12.90")]
    [InlineData("S/.12.90", ".", null, "S/.", "12.90")]
    [InlineData("-S/ 12.90", ".", null, "S/", "-12.90")]
    [InlineData("S/ -12.90", ".", null, "S/", "-12.90")]
    [InlineData("1 234,50", ",", " ", "", "1234.50")]
    [InlineData("1\u00A0234,50", ",", " ", "", "1234.50")]
    [InlineData("1\u2009234\u2009567,5\u00A0EUR", ",", " ", "EUR", "1234567.5")]
    [InlineData("1'234.50", ".", "'", "", "1234.50")]
    [InlineData("1,234.50 usd", ".", ",", "USD", "1234.50")]
    [InlineData(",5", ",", null, "", "0.5")]
    [InlineData("12", ",", ".", "", "12")]
    public void TryParse_AsTheMappingWritesThem_IsTheNumber(
        string text, string mark, string? thousands, string strip, string number)
    {
        var format = NumberFormat.Of(mark, thousands, [strip]);

        Assert.True(format.TryParse(text, out decimal read));
        Assert.Equal(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), read);
        Assert.True(format.TryParse(text, out double approximate));
        Assert.Equal((double)read, approximate);
    }

    [Theory]
    [InlineData("1.23,50")]
    [InlineData("1234.567,50")]
    [InlineData("1.234.5")]
    [InlineData("1,17,5")]
    [InlineData("1,17 $")]
    [InlineData(".234")]
    [InlineData("")]
    [InlineData("€")]
    [InlineData("consultar")]
    [InlineData("12 34")]
    public void TryParse_WrittenOtherwise_IsNoNumber(string text)
    {
        var format = NumberFormat.Of(",", ".", ["€"]);

        Assert.False(format.TryParse(text, out decimal _));
        Assert.False(format.TryParse(text, out double _));
    }

    [Theory]
    [InlineData(";", null)]
    [InlineData(",", ",")]
    [InlineData(null, ".")]
    [InlineData(",", "x")]
    public void Of_WrongMarks_AreRefused(string? mark, string? thousands)
        => Assert.Equal(
            ErrorCodes.Invalid,
            Assert.Throws<AyniException>(() => NumberFormat.Of(mark, thousands, null)).Code);
}
