using Ayni.Data.Retention;
using Ayni.Domain.Auditing;
using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
using Ayni.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Trainer.Tests.Retention;

/// <summary>What a run deletes, notes, and leaves for the next one.</summary>
public sealed class RetentionRunnerTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 15, 0, 0, TimeSpan.Zero);

    private readonly Workspace _workspace = new();
    private readonly FakeTimeProvider _clock = new(Start);
    private AyniStorage _stores = null!;

    public async Task InitializeAsync() => _stores = await AyniStorage.OpenAsync(
        new StorageOptions { DataDirectory = _workspace.Data }, _clock);

    public Task DisposeAsync() => _stores.DisposeAsync().AsTask();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task RunAsync_RulesAndDefault_DeleteWholeDaysOfTheirTypesAlone()
    {
        await AppendAsync(
            ("view-edge", "view", Start.Date.AddDays(-30)),
            ("view-old", "view", Start.Date.AddDays(-30).AddSeconds(-1)),
            ("buy", "purchase", Start.Date.AddDays(-900)), ("swipe", "swipe", Start.Date.AddDays(-61)),
            ("like", "like", Start.Date.AddDays(-61)), ("like-new", "like", Start.Date.AddDays(-59)));

        var outcome = await RunAsync("view=30d, default=60d, purchase=forever, return=forever");

        Assert.Equal(
            [KeyValuePair.Create("like", 1L), KeyValuePair.Create("swipe", 1L), KeyValuePair.Create("view", 1L)],
            outcome.Deleted);
        Assert.Equal(["buy", "like-new", "view-edge"], await EventsAsync());
        Assert.Equal(["like", "swipe", "view"], (await _stores.Retention.ReadAsync()).Select(report => report.Type));
    }

    [Fact]
    public async Task RunAsync_NoRules_DeletesNothingAndNotesNothing()
    {
        await AppendAsync(("old", "view", Start.Date.AddDays(-9_000)));

        await RunAsync("");
        await RunAsync("view=forever");

        Assert.Equal(["old"], await EventsAsync());
        Assert.Empty(await _stores.Retention.ReadAsync());
    }

    [Fact]
    public async Task RunAsync_DeletedSomething_StandsInTheTrailAndNothingDoesNot()
    {
        await AppendAsync(("a", "view", Start.Date.AddDays(-9)), ("b", "search", Start.Date.AddDays(-9)));

        await RunAsync("view=8d, search=8d");
        await RunAsync("view=8d, search=8d");

        var act = Assert.Single(await _stores.Audit.ReadAsync(new AuditQuery(), 10));
        Assert.Equal(
            (AuditActs.RetentionApply, "tester", "view before 2026-02-21, search before 2026-02-21", AuditOutcome.Done),
            (act.Act, act.Actor, act.Target, act.Outcome));
        Assert.Equal("search 1, view 1", act.Result);
        Assert.True((await _stores.Audit.VerifyAsync()).BrokenAt is null);
    }

    [Fact]
    public async Task RunAsync_ThroughAMomentAgo_IsLeftOutUnlessTheRuleChanged()
    {
        await RunAsync("view=8d", TimeSpan.FromMinutes(30));
        await AppendAsync(("late", "view", Start.Date.AddDays(-9)), ("five", "view", Start.Date.AddDays(-6)));
        _clock.Advance(TimeSpan.FromMinutes(29));

        var same = await RunAsync("view=8d", TimeSpan.FromMinutes(30));
        var shorter = await RunAsync("view=5d", TimeSpan.FromMinutes(30));
        await AppendAsync(("later", "view", Start.Date.AddDays(-9)));
        _clock.Advance(TimeSpan.FromMinutes(30));
        var due = await RunAsync("view=5d", TimeSpan.FromMinutes(30));

        Assert.Equal((0, 2, 1), (same.Total, shorter.Total, due.Total));
    }

    [Fact]
    public async Task RunAsync_WhileAnotherHasTheRight_DoesNothingAndSaysUntilWhen()
    {
        await AppendAsync(("old", "view", Start.Date.AddDays(-9)));
        await _stores.Retention.ClaimAsync(new RetentionClaim("other", Start, RetentionRunner.ClaimLength));

        var held = await RunAsync("view=8d");
        _clock.Advance(RetentionRunner.ClaimLength);
        var free = await RunAsync("view=8d");

        Assert.Equal((0, Start + RetentionRunner.ClaimLength), (held.Total, held.HeldUntil));
        Assert.Equal((1, null), (free.Total, free.HeldUntil));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task RunAsync_AfterADeath_FinishesWhatWasLeftAndCountsEachOnce(int deathAt, bool isDone)
    {
        var old = 2 * RetentionRunner.BatchInteractions;
        await AppendAsync([.. Enumerable.Range(0, old).Select(i => ($"view-{i}", "view", Start.Date.AddDays(-9)))]);
        await AppendAsync([.. Enumerable.Range(0, 10).Select(i => ($"search-{i}", "search", Start.Date.AddDays(-9)))]);
        await AppendAsync([.. Enumerable.Range(0, 50).Select(i => ($"kept-{i}", "view", Start.Date))]);
        var dying = new RetentionRunner(
            new DyingRetention(_stores.Retention, deathAt, isDone), _stores.Audit, _clock);

        await Assert.ThrowsAsync<InvalidDataException>(
            () => dying.RunAsync(RulesOf("view=8d, search=8d"), "tester", TimeSpan.Zero));
        var refused = await RunAsync("view=8d, search=8d", TimeSpan.FromMinutes(30));
        _clock.Advance(RetentionRunner.ClaimLength);
        await RunAsync("view=8d, search=8d", TimeSpan.FromMinutes(30));

        Assert.NotNull(refused.HeldUntil);
        Assert.Equal(50, (await EventsAsync()).Count(id => id.StartsWith("kept-", StringComparison.Ordinal)));
        Assert.Equal(50, (await EventsAsync()).Count);
        var reports = await _stores.Retention.ReadAsync();
        Assert.Equal([10L, old], reports.Select(report => report.DeletedInAll));
        Assert.All(reports, report => Assert.NotNull(report.EndedAt));
    }

    [Fact]
    public async Task RunAsync_Cancelled_StopsBetweenTwoBatchesAndGivesTheRightBack()
    {
        var old = 3 * RetentionRunner.BatchInteractions;
        await AppendAsync([.. Enumerable.Range(0, old).Select(i => ($"view-{i}", "view", Start.Date.AddDays(-9)))]);
        using var stop = new CancellationTokenSource();
        var runner = new RetentionRunner(_stores.Retention, _stores.Audit, _clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(
            RulesOf("view=8d"), "tester", TimeSpan.Zero, new StopAfterOne(stop), stop.Token));
        var report = Assert.Single(await _stores.Retention.ReadAsync());
        var act = Assert.Single(await _stores.Audit.ReadAsync(new AuditQuery(), 10));
        var rest = await RunAsync("view=8d");

        Assert.Equal((RetentionRunner.BatchInteractions, null), (report.Deleted, report.EndedAt));
        Assert.Equal((AuditOutcome.Failed, "cancelled"), (act.Outcome, act.Code));
        Assert.Equal(old - RetentionRunner.BatchInteractions, rest.Total);
    }

    private Task<RetentionOutcome> RunAsync(string rules, TimeSpan unlessWithin = default) =>
        new RetentionRunner(_stores.Retention, _stores.Audit, _clock).RunAsync(RulesOf(rules), "tester", unlessWithin);

    private static RetentionRules RulesOf(string text) => RetentionRules.Parse("test", text);

    private async Task AppendAsync(params (string Id, string Type, DateTime Time)[] events) =>
        await _stores.Log.AppendAsync([.. events.Select(one => new Interaction
        {
            EventId = one.Id,
            UserId = "u",
            ProductId = "p",
            Type = RetainedType.Of(one.Type).Type,
            CustomType = RetainedType.Of(one.Type).CustomType,
            Query = one.Type == "search" ? "olla" : null,
            Timestamp = new DateTimeOffset(one.Time, TimeSpan.Zero),
        })]);

    private async Task<IReadOnlyList<string>> EventsAsync() =>
        [.. (await _stores.Log.ReadAsync(0, 100_000)).Select(row => row.Interaction.EventId).Order()];

    private sealed class StopAfterOne(CancellationTokenSource stop) : IProgress<RetentionProgress>
    {
        public void Report(RetentionProgress value) => stop.Cancel();
    }
}
