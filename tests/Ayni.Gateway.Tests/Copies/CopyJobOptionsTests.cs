using Ayni.Domain.Errors;
using Ayni.Gateway.Copies;

namespace Ayni.Gateway.Tests.Copies;

public sealed class CopyJobOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreGood()
    {
        var options = new CopyJobOptions().Validate();

        Assert.Equal(
            (TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5), TimeSpan.FromDays(7)),
            (options.Every, options.Wait, options.ForgetMissingAfter));
    }

    [Theory]
    [InlineData("Every", "00:00:09", "00:00:00", "00:00:00")]
    [InlineData("Every", "1.00:00:01", "00:00:00", "00:00:00")]
    [InlineData("Wait", "00:00:00", "-00:00:01", "00:00:00")]
    [InlineData("Wait", "00:00:00", "12:00:01", "00:00:00")]
    [InlineData("ForgetMissingAfter", "00:00:10", "00:00:00", "00:59:59")]
    [InlineData("ForgetMissingAfter", "00:00:10", "12:00:00", "366.00:00:00")]
    public void Validate_OutOfRange_NamesTheSetting(string name, string every, string wait, string forget)
    {
        var options = new CopyJobOptions
        {
            Every = TimeSpan.Parse(every, System.Globalization.CultureInfo.InvariantCulture),
            Wait = TimeSpan.Parse(wait, System.Globalization.CultureInfo.InvariantCulture),
            ForgetMissingAfter = TimeSpan.Parse(forget, System.Globalization.CultureInfo.InvariantCulture),
        };

        var exception = Assert.Throws<AyniException>(options.Validate);

        Assert.StartsWith($"Ayni:Copies:{name} is ", exception.Message, StringComparison.Ordinal);
    }
}
