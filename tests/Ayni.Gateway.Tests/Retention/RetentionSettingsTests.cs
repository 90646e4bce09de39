using Ayni.Domain.Errors;
using Ayni.Gateway.Retention;
using Ayni.Gateway.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace Ayni.Gateway.Tests.Retention;

public sealed class RetentionSettingsTests
{
    [Theory]
    [InlineData("search=30d, view=180d", "Ayni:Retention:view=180d", "Ayni:Retention:search=30d")]
    [InlineData("search=30d, view=180d", "Ayni:Retention=view=180d,search=30d")]
    [InlineData("", "Ayni:Retention=")]
    [InlineData("")]
    public void Read_SettingsOrOneText_GiveTheRules(string rules, params string[] settings) =>
        Assert.Equal(rules, RetentionSettings.Read(Configuration(settings)).ToString());

    [Fact]
    public void Read_BothForms_IsRefused()
    {
        var refused = Assert.Throws<AyniException>(() => RetentionSettings.Read(
            Configuration(["Ayni:Retention=view=180d", "Ayni:Retention:search=30d"])));

        Assert.Contains("Ayni:Retention:search is set as well", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Ayni:Retention:view=12h", "Ayni:Retention:view is '12h', which is no number of days. Write days")]
    [InlineData("--Ayni:Retention=view=0d", "Ayni:Retention:view is '0d', which is out of range. Write days")]
    public async Task Start_BadRule_EndsWithFieldValueAndRemedy(string setting, string message)
    {
        var refused = await Assert.ThrowsAsync<AyniException>(() => RunningGateway.StartAsync(null, setting));

        Assert.Equal(ErrorCodes.Invalid, refused.Code);
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Configuration(string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2))
            .Select(parts => KeyValuePair.Create<string, string?>(parts[0], parts[1])))
        .Build();
}
