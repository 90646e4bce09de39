using Ayni.Gateway.Imports;

namespace Ayni.Gateway.Tests.Imports;

public sealed class ImportRemedyTextsTests
{
    [Theory]
    [InlineData("Say --currency PEN, or another code.", "Say currency=PEN, or another code.")]
    [InlineData("--dates day-first or --dates month-first", "dates=day-first or dates=month-first")]
    [InlineData("--decimal . or --decimal ,", "decimal=. or decimal=,")]
    [InlineData("--delimiter \";\" or --delimiter \",\"", "delimiter=\";\" or delimiter=\",\"")]
    [InlineData("--column user=cliente", "column=user=cliente")]
    [InlineData("UTC; --utc-offset -05:00 says another.", "UTC; utc_offset=-05:00 says another.")]
    [InlineData("or --dates where there is no mapping.", "or dates where there is no mapping.")]
    [InlineData("or --encoding, or leave out --mapping, and", "or encoding, or leave out mapping, and")]
    [InlineData("(--cancellations net takes them)", "(cancellations=net takes them)")]
    [InlineData("no option here - or there", "no option here - or there")]
    public void OfHttp_Options_AreParameters(string text, string expected) =>
        Assert.Equal(expected, ImportRemedyTexts.OfHttp(text));
}
