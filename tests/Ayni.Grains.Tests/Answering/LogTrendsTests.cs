using Ayni.Domain.Interactions;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Tests.Catalog;
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
        _trends = new LogTrends(_storage.Log, _time, NullLogger<LogTrends>.Instance);
    }

    public Task DisposeAsync() => _storage.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_WhatFewMet_IsNoTrend()
    {
        await AppendAsync(0, LogTrends.MinInteractions, InteractionType.View);
        await AppendAsync(1, LogTrends.MinInteractions - 1, InteractionType.Purchase);
        await AppendAsync(2, 2 * LogTrends.MinInteractions, InteractionType.View);
        await _trends.CountAsync(CancellationToken.None);

        var scores = _trends.Of(Snapshot, _time.GetUtcNow())!;

        Assert.Equal([0.5f, float.NaN, 1f, float.NaN], scores.Take(4));
    }

    [Fact]
    public async Task Of_CountedBefore_StandsUntilItIsOld()
    {
        await AppendAsync(0, LogTrends.MinInteractions, InteractionType.View);
        await _trends.CountAsync(CancellationToken.None);
        await AppendAsync(1, LogTrends.MinInteractions, InteractionType.Purchase);

        _time.Advance(LogTrends.MaxAge - TimeSpan.FromSeconds(1));
        Assert.Equal(1, _trends.Of(Snapshot, _time.GetUtcNow())![0]);
        await _trends.CountAsync(CancellationToken.None);

        Assert.Equal([0.25f, 1f], _trends.Of(Snapshot, _time.GetUtcNow())!.Take(2));
    }

    private Task<IReadOnlyList<AppendResult>> AppendAsync(int row, int count, InteractionType type) =>
        _storage.Log.AppendAsync(
        [
            .. Enumerable.Range(0, count).Select(
                n => SampleShop.Event($"{type}-{row}-{n}", $"u{n}", Snapshot.Ids[row], type, SampleShop.Start)),
        ]);
}
