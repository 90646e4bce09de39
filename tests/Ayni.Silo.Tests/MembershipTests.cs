using Ayni.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Ayni.Silo.Tests;

public sealed class MembershipTests
{
    [Fact]
    public void Defaults_NoticeAKillAndAnOldRowWithinSeconds()
    {
        var options = OptionsOf();

        var noticed = options.MaxProbeTimeout * options.NumMissedProbesLimit;
        var stale = options.IAmAliveTablePublishTimeout * options.NumMissedTableIAmAliveLimit;
        Assert.True(options.ProbeTimeout * options.NumMissedProbesLimit <= TimeSpan.FromSeconds(3));
        Assert.True(noticed <= TimeSpan.FromSeconds(12));
        // A joining silo finds the rows stale, then probes them in vain: together well under half a minute.
        Assert.True(stale + options.TableRefreshTimeout + noticed <= TimeSpan.FromSeconds(24));
        Assert.True(options.DefunctSiloExpiration > options.DefunctSiloMinimumRetention);
    }

    [Fact]
    public void Section_SetsAnyOfOrleansOptions()
    {
        var options = OptionsOf(("ProbeTimeout", "00:00:07"), ("NumVotesForDeathDeclaration", "1"));

        Assert.Equal(TimeSpan.FromSeconds(7), options.ProbeTimeout);
        Assert.Equal(1, options.NumVotesForDeathDeclaration);
    }

    private static ClusterMembershipOptions OptionsOf(params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(
            setting => KeyValuePair.Create($"{Membership.Section}:{setting.Name}", (string?)setting.Value)));
        builder.AddAyniSilo();
        using var host = builder.Build();
        return host.Services.GetRequiredService<IOptions<ClusterMembershipOptions>>().Value;
    }
}
