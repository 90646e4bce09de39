using Ayni.Grains.Tests.Shops;
using Ayni.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Grains.Tests.Cancellation;

/// <summary>A caller who gives up, in another process than the grain's, ends what the grain does for them.</summary>
public sealed class CancelledReadTests
{
    private const string Held = "p000";

    /// <summary>A test that waits longer has failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Get_CallerGivesUp_EndsTheReadingOfTheLog()
    {
        var (cluster, hold) = await StartAsync();
        await using var running = cluster;
        using var caller = new CancellationTokenSource();
        var asked = cluster.Product(Held).Get(caller.Token);
        await hold.Entered.WaitAsync(Patience);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(Patience));
        await hold.Cancelled.WaitAsync(Patience);
        hold.Release();
        var view = await cluster.Product(Held).Get();
        Assert.Equal(await cluster.Log.GetHeadAsync(), view!.Position);
    }

    [Fact]
    public async Task Get_CallerGivesUpInTheQueue_LeavesTheCallBeforeAlone()
    {
        var (cluster, hold) = await StartAsync();
        await using var running = cluster;
        using var caller = new CancellationTokenSource();
        var first = cluster.Product(Held).Get();
        await hold.Entered.WaitAsync(Patience);
        var second = cluster.Product(Held).Get(caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Patience));
        Assert.False(hold.Cancelled.IsCompleted);
        hold.Release();
        Assert.NotNull(await first);
    }

    private static async Task<(ShopCluster Cluster, HeldLog Hold)> StartAsync()
    {
        var (log, hold) = HeldLog.Make();
        var cluster = await ShopCluster.StartAsync(new ShopClusterOptions
        {
            ConfigureServices = services => services.AddSingleton(provider =>
            {
                hold.Inner = provider.GetRequiredService<AyniStorage>().Log;
                return log;
            }),
        });
        await SampleShop.FillAsync(cluster);
        return (cluster, hold);
    }
}
