using Ayni.Domain.Interactions;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Tests.Catalog;
using Ayni.Grains.Tests.Interactions;
using Ayni.Grains.Tests.Shops;
using Ayni.Storage;
using Ayni.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Grains.Tests.Answering;

public sealed class LogTrendsTests : IAsyncLifetime, IDisposable
{
    private static readonly IndexSnapshot Snapshot = RandomShop.TableOf(1_000).Current;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(SampleShop.Start.AddDays(1));
    private AyniStorage _storage = null!;
    private LogTrends _trends = null!;

    public async Task InitializeAsync()
    {
        _storage = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = _folder.Path }, TimeProvider.System);
        _trends = new LogTrends(_storage.Log, FixedOwnTypes.None, _time, NullLogger<LogTrends>.Instance);
    }

    public Task DisposeAsync() => _storage.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_WhatFewMet_IsNoTrend()
    {
        await AppendAsync(0, DemandWindow.Trend.MinInteractions, InteractionType.View);
        await AppendAsync(1, DemandWindow.Trend.MinInteractions - 1, InteractionType.Purchase);
        await AppendAsync(2, 2 * DemandWindow.Trend.MinInteractions, InteractionType.View);
        await _trends.CountAsync(DemandWindow.Trend, CancellationToken.None);

        var scores = _trends.Of(Snapshot, DemandWindow.Trend, _time.GetUtcNow())!;

        Assert.Equal([0.5f, float.NaN, 1f, float.NaN], scores.Take(4));
    }

    [Fact]
    public async Task Of_CountedBefore_StandsUntilItIsOld()
    {
        await AppendAsync(0, DemandWindow.Trend.MinInteractions, InteractionType.View);
        await _trends.CountAsync(DemandWindow.Trend, CancellationToken.None);
        await AppendAsync(1, DemandWindow.Trend.MinInteractions, InteractionType.Purchase);

        _time.Advance(LogTrends.MaxAge - TimeSpan.FromSeconds(1));
        Assert.Equal(1, _trends.Of(Snapshot, DemandWindow.Trend, _time.GetUtcNow())![0]);
        await _trends.CountAsync(DemandWindow.Trend, CancellationToken.None);

        Assert.Equal([0.25f, 1f], _trends.Of(Snapshot, DemandWindow.Trend, _time.GetUtcNow())!.Take(2));
    }

    [Fact]
    public async Task For_OneRequest_KeepsTheUsualCountThatItBeganWith()
    {
        await AppendAsync(0, 3, InteractionType.View);
        await _trends.CountAsync(DemandWindow.Trend, CancellationToken.None);
        var before = _trends.For(Snapshot, _time.GetUtcNow());

        await AppendAsync(1, 3, InteractionType.Purchase);
        await _trends.CountAsync(DemandWindow.Trend, CancellationToken.None);

        Assert.Equal([1f, float.NaN], before(DemandWindow.Trend)!.Take(2));
        Assert.Equal([0.25f, 1f], _trends.For(Snapshot, _time.GetUtcNow())(DemandWindow.Trend)!.Take(2));
    }

    [Fact]
    public async Task Of_AWindow_CountsWhatIsInItAlike()
    {
        await AppendAsync(0, 1, InteractionType.Purchase, daysAgo: 6);
        await AppendAsync(1, 4, InteractionType.View, daysAgo: 1);
        await AppendAsync(2, 4, InteractionType.Purchase, daysAgo: 30);

        await AssertCountsAsync(new(7, Fades: false), 1, 1, float.NaN);
        await AssertCountsAsync(new(2, Fades: false), float.NaN, 1, float.NaN);
        await AssertCountsAsync(new(60, Fades: false), 0.25f, 0.25f, 1);
        await AssertCountsAsync(new(7, Fades: true), float.NaN, 1, float.NaN);
    }

    [Fact]
    public async Task Of_MoreWindowsThanAreKept_ForgetsTheOneAskedForLongest()
    {
        DemandWindow[] windows =
        [
            .. Enumerable.Range(20, LogTrends.MaxWindows + 1).Select(days => new DemandWindow(days, Fades: false)),
        ];
        await _trends.CountAsync(DemandWindow.Trend, CancellationToken.None);
        foreach (var window in windows)
            await _trends.CountAsync(window, CancellationToken.None);

        Assert.True(_trends.IsCounted(DemandWindow.Trend, _time.GetUtcNow()));
        Assert.All(windows.Skip(1), window => Assert.True(_trends.IsCounted(window, _time.GetUtcNow())));
        Assert.False(_trends.IsCounted(windows[0], _time.GetUtcNow()));
    }

    [Fact]
    public async Task WaitAsync_AWindowNeverCounted_HasIt()
    {
        var window = new DemandWindow(3, Fades: false);
        await AppendAsync(0, 1, InteractionType.View);

        await _trends.WaitAsync([window], Timeout.InfiniteTimeSpan, CancellationToken.None);

        Assert.Equal(1, _trends.Of(Snapshot, window, _time.GetUtcNow())![0]);
    }

    private async Task AssertCountsAsync(DemandWindow window, params float[] expected)
    {
        await _trends.CountAsync(window, CancellationToken.None);
        Assert.Equal(expected, _trends.Of(Snapshot, window, _time.GetUtcNow())!.Take(expected.Length));
    }

    private Task<IReadOnlyList<AppendResult>> AppendAsync(
        int row, int count, InteractionType type, double daysAgo = 1) => _storage.Log.AppendAsync(
    [
        .. Enumerable.Range(0, count).Select(n => SampleShop.Event(
            $"{type}-{row}-{n}", $"u{n}", Snapshot.Ids[row], type, _time.GetUtcNow().AddDays(-daysAgo))),
    ]);
}
