using Ayni.Domain.Errors;
using Ayni.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Ayni.Silo.Tests;

/// <summary>What a host's configuration says of grains' lives, overload and calls that time out.</summary>
public sealed class RuntimeLimitTests
{
    [Fact]
    public void Silo_Sections_AreBound()
    {
        using var host = HostWith(
            ("Activations:UserAge", "00:45:00"), ("Activations:OtherAge", "00:07:00"), ("Overload:CpuPercent", "85"));

        var collection = host.Services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        Assert.Equal(TimeSpan.FromMinutes(45), collection.ClassSpecificCollectionAge["Ayni.Grains.Users.UserGrain"]);
        Assert.Equal(TimeSpan.FromMinutes(7), collection.CollectionAge);
        Assert.Equal(85, host.Services.GetRequiredService<IOptions<LoadSheddingOptions>>().Value.CpuThreshold);
        Assert.False(
            host.Services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.CancelRequestOnTimeout);
    }

    [Fact]
    public void Silo_SettingOutOfRange_IsRefusedByName()
    {
        var refusal = Assert.Throws<AyniException>(() => HostWith(("Activations:ProductAge", "00:00:01")));

        Assert.Contains("ProductAge", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Client_CallThatTimesOut_IsCancelled()
    {
        using var host = HostWith(("Role", "client"), ("Postgres", "Host=localhost;Database=nowhere"));

        Assert.True(host.Services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value.CancelRequestOnTimeout);
    }

    private static IHost HostWith(params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(
            setting => KeyValuePair.Create($"{AyniSiloOptions.Section}:{setting.Name}", (string?)setting.Value)));
        builder.AddAyni();
        return builder.Build();
    }
}
