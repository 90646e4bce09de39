using Ayni.Grains.Hosting;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Ayni.Grains.Tests.Hosting;

/// <summary>What a silo does with its grains and its callers once memory is short, as its options say.</summary>
public sealed class RuntimeLimitsTests
{
    private const int MostCalls = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Activations_OfEachKind_LiveAsLongAsTheirOptionSays()
    {
        await using var cluster = await StartAsync(new AyniGrainsOptions
        {
            Activations = new ActivationOptions
            {
                UserAge = TimeSpan.FromMinutes(3),
                ProductAge = TimeSpan.FromMinutes(4),
                BlockAge = TimeSpan.FromMinutes(5),
                OtherAge = TimeSpan.FromMinutes(6),
            },
        });
        var kinds = cluster.Service<GrainTypeSharedContextResolver>();

        int AgeOf(string type) =>
            (int)kinds.GetComponents(GrainType.Create(type)).CollectionAgeLimit.TotalMinutes;

        Assert.Equal((3, 4, 5), (AgeOf("user"), AgeOf("product"), AgeOf("factorblock")));
        Assert.Equal((6, 6), (AgeOf("trainer"), AgeOf("modelregistry")));
    }

    [Fact]
    public async Task Activations_MemoryShort_Go()
    {
        await using var cluster = await StartAsync(new AyniGrainsOptions());
        var key = Guid.NewGuid().ToString("N");
        var end = ShortLivedGrain.EndOf(key);
        await cluster.Grains.GetGrain<IShortLivedGrain>(key).Touch();
        Assert.False(end.IsCompleted);

        Machine.UseMemory(cluster, percent: 85);

        Assert.Equal(DeactivationReasonCode.HighMemoryPressure, (await end.WaitAsync(Patience)).ReasonCode);
    }

    [Fact]
    public async Task Calls_MemoryShorter_AreRefusedAsPassing()
    {
        await using var cluster = await StartAsync(new AyniGrainsOptions
        {
            Activations = new ActivationOptions { ShedsUnderMemoryPressure = false },
        });
        var grain = cluster.Grains.GetGrain<IShortLivedGrain>("asked");
        await grain.Touch();

        Machine.UseMemory(cluster, percent: 95);

        var refusal = await Assert.ThrowsAsync<GatewayTooBusyException>(() => AskUntilRefusedAsync(grain));
        Assert.True(TransientFaults.IsTransient(refusal));
    }

    [Fact]
    public async Task Options_OfOrleans_AreThoseOfTheSilo()
    {
        await using var cluster = await StartAsync(new AyniGrainsOptions
        {
            Activations = new ActivationOptions { MemoryLimitPercent = 70, MemoryTargetPercent = 60 },
            Overload = new OverloadOptions { ShedsRequests = false, CpuPercent = 95, MemoryPercent = 85 },
        });
        var collection = cluster.Service<IOptions<GrainCollectionOptions>>().Value;
        var shedding = cluster.Service<IOptions<LoadSheddingOptions>>().Value;

        Assert.True(collection.EnableActivationSheddingOnMemoryPressure);
        Assert.Equal((70, 60), (collection.MemoryUsageLimitPercentage, collection.MemoryUsageTargetPercentage));
        Assert.False(shedding.LoadSheddingEnabled);
        Assert.Equal((95, 85), (shedding.CpuThreshold, shedding.MemoryThreshold));
        Assert.False(cluster.Service<IOptions<SiloMessagingOptions>>().Value.CancelRequestOnTimeout);
    }

    // The silo looks at its machine once a second; until then it answers.
    private static async Task AskUntilRefusedAsync(IShortLivedGrain grain)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        for (var calls = 0; calls < MostCalls && await timer.WaitForNextTickAsync(); calls++)
            await grain.Touch();
    }

    private static Task<ShopCluster> StartAsync(AyniGrainsOptions options) =>
        ShopCluster.StartAsync(new ShopClusterOptions
        {
            Grains = options with { Following = new() { RunsByItself = false } },
            ConfigureServices = services => services.Configure<GrainCollectionOptions>(
                collection => collection.MemoryUsagePollingPeriod = TimeSpan.FromMilliseconds(50)),
        });
}
