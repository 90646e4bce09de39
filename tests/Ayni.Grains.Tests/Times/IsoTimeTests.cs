using System.Globalization;
using Ayni.Domain.Times;

namespace Ayni.Grains.Tests.Times;

public sealed class IsoTimeTests
{
    [Theory]
    [InlineData("2011-12-01", "2011-12-01T00:00:00.0000000Z")]
    [InlineData("2011-12-01T10:15", "2011-12-01T10:15:00.0000000Z")]
    [InlineData("2011-12-01 10:15:30", "2011-12-01T10:15:30.0000000Z")]
    [InlineData("2011-12-01T10:15:30.123456789Z", "2011-12-01T10:15:30.1234567Z")]
    [InlineData("2011-12-01T10:15:00-05:00", "2011-12-01T15:15:00.0000000Z")]
    [InlineData("2011-12-01T10:15:00+0530", "2011-12-01T04:45:00.0000000Z")]
    [InlineData("2012-02-29T23:59-05", "2012-03-01T04:59:00.0000000Z")]
    public void Find_Iso_IsTheInstantInUtc(string text, string expected)
    {
        var found = IsoTime.Find(text)!.Value;

        Assert.Equal(expected, found.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, found.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10:15")]
    [InlineData("2011-12")]
    [InlineData("1/12/2011")]
    [InlineData("2011-2-1")]
    [InlineData("2011-02-29")]
    [InlineData("2011-12-01T24:00")]
    [InlineData("2011-12-01T10:15:60Z")]
    [InlineData("2011-12-01T10:15:00+15:00")]
    [InlineData("0000-01-01")]
    [InlineData("9999-12-31T23:59:59-05:00")]
    [InlineData("2011-12-01T10:15:00Z ")]
    [InlineData("٢٠١١-12-01")]
    public void Find_AnythingElse_IsNone(string text) => Assert.Null(IsoTime.Find(text));
}
