using System.Diagnostics.Metrics;
using Ayni.Data.Retention;
using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
using Ayni.Gateway.Retention;
using Ayni.Storage;
using Ayni.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Gateway.Tests.Retention;

/// <summary>When the job deletes, by a clock that the test drives.</summary>
public sealed class RetentionJobTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 15, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _timer = new(Start);
    private readonly SetClock _clock;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private AyniStorage _stores = null!;

    public RetentionJobTests() => _clock = new SetClock(_timer);

    public async Task InitializeAsync() => _stores = await AyniStorage.OpenAsync(
        new StorageOptions { DataDirectory = _folder.Path }, _clock);

    public Task DisposeAsync() => _stores.DisposeAsync().AsTask();

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Execute_AtTheStartAndEachHour_DeletesWhatGrewOld()
    {
        await AppendAsync("old", Start.AddDays(-9));
        using var job = await StartAsync("view=8d");
        await UntilAsync("");
        await WaitsAsync(job);

        await AppendAsync("late-import", Start.AddDays(-20));
        _timer.Advance(RetentionJob.Every - TimeSpan.FromSeconds(1));
        Assert.Equal("late-import", await EventsAsync());
        await ElapseAsync(job, TimeSpan.FromSeconds(1));
        await UntilAsync("");

        await AppendAsync("grows-old", _clock.GetUtcNow());
        for (var hour = 0; hour < 8 * 24; hour++)
            await ElapseAsync(job, RetentionJob.Every);
        Assert.Equal("grows-old", await EventsAsync());
        for (var hour = 0; hour < 24; hour++)
            await ElapseAsync(job, RetentionJob.Every);
        await UntilAsync("");
        await job.StopAsync(CancellationToken.None);
        Assert.Equal(3, (await _stores.Retention.ReadAsync()).Single().DeletedInAll);
    }

    [Fact]
    public async Task Execute_WithoutRules_NeverLooks()
    {
        await AppendAsync("old", Start.AddDays(-9_000));
        using var job = await StartAsync("");
        await job.ExecuteTask!;

        Assert.Null(job.NextRunAt);
        Assert.Equal("old", await EventsAsync());
        Assert.Empty(await _stores.Retention.ReadAsync());
    }

    [Fact]
    public async Task Execute_TwoGateways_RunOnceAnHourBetweenThem()
    {
        await AppendAsync("old", Start.AddDays(-9));
        using var one = await StartAsync("view=8d");
        await UntilAsync("");
        var first = (await _stores.Retention.ReadAsync()).Single();

        using var two = await StartAsync("view=8d");
        await WaitsAsync(two);

        Assert.Equal(first, (await _stores.Retention.ReadAsync()).Single());
        await one.StopAsync(CancellationToken.None);
        await two.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Execute_AnotherDiedWithTheRightToDelete_GoesOnWhenItIsOver()
    {
        await AppendAsync("old", Start.AddDays(-9));
        await _stores.Retention.ClaimAsync(new RetentionClaim("dead", Start, RetentionRunner.ClaimLength));
        using var job = await StartAsync("view=8d");
        await WaitsAsync(job);
        Assert.Equal("old", await EventsAsync());
        Assert.Equal(Start + RetentionRunner.ClaimLength, job.NextRunAt);

        await ElapseAsync(job, RetentionRunner.ClaimLength);
        await UntilAsync("");
        await job.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Execute_ClockSetAhead_DeletesNothingForADay()
    {
        using var job = await StartAsync("view=8d");
        await WaitsAsync(job);
        await AppendAsync("young", _clock.GetUtcNow());
        _clock.Ahead = TimeSpan.FromDays(3_650);

        for (var hour = 0; hour < 20; hour++)
            await ElapseAsync(job, RetentionJob.Every);

        Assert.Equal("young", await EventsAsync());
        await job.StopAsync(CancellationToken.None);
    }

    private async Task<RetentionJob> StartAsync(string rules)
    {
        var job = new RetentionJob(
            RetentionRules.Parse(RetentionSettings.Section, rules),
            new RetentionRunner(_stores.Retention, _stores.Audit, _clock),
            _stores.Retention,
            new RetentionMetrics(_services.GetRequiredService<IMeterFactory>(), _clock),
            _clock,
            NullLogger<RetentionJob>.Instance);
        await job.StartAsync(CancellationToken.None);
        return job;
    }

    // The job is at rest before and after.
    private async Task ElapseAsync(RetentionJob job, TimeSpan time)
    {
        await WaitsAsync(job);
        var due = job.NextRunAt;
        _timer.Advance(time);
        if (due <= _clock.GetUtcNow())
            await Eventually.HoldsAsync(() => Task.FromResult(job.NextRunAt > due), "the job has looked");
    }

    private static Task WaitsAsync(RetentionJob job) => Eventually.HoldsAsync(
        () => Task.FromResult(job.NextRunAt is not null), "the job waits for its next run");

    private async Task AppendAsync(string id, DateTimeOffset time) => await _stores.Log.AppendAsync(
    [
        new Interaction
        {
            EventId = id, UserId = "u", ProductId = "p", Type = InteractionType.View, Timestamp = time,
        },
    ]);

    private async Task<string> EventsAsync() => string.Join(
        ' ', (await _stores.Log.ReadAsync(0, 100)).Select(row => row.Interaction.EventId));

    private Task UntilAsync(string events) => Eventually.HoldsAsync(
        async () => await EventsAsync() == events && (await _stores.Retention.ReadAsync()) is [{ EndedAt: not null }],
        $"the log holds '{events}'");
}
