using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Storage.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

/// <summary>
/// What the log promises while its database stands still: what waits has a limit, what comes on top is refused and
/// never written, and what was let in is there once and in its order when the database goes on.
/// </summary>
public abstract class InteractionPressureContract(StorageFixture fixture)
{
    private const int PerCall = CommitQueue<AppendCall>.MaxCommitInteractions / 4;
    private const int MostCalls = CommitQueue<AppendCall>.MaxWaitingInteractions / PerCall;
    private const int Callers = 4;

    [SkippableFact]
    public async Task AppendAsync_DatabaseStandsStill_LetsInToTheLimitAndWritesThatInOrder()
    {
        var log = (await fixture.OpenAsync()).Log;
        var head = (await log.AppendAsync([View("still-first")]))[0].Position;
        List<Task<IReadOnlyList<AppendResult>>> calls;
        await using (await HoldLogAsync())
        {
            // The first is in its commit; the others wait.
            calls = [.. Enumerable.Range(0, 1 + MostCalls).Select(number => log.AppendAsync(RowsOf(number)))];

            for (var more = 0; more < 3; more++)
                await AssertRefusedAsync(log.AppendAsync([View($"refused-{more}")]));
            Assert.All(calls, call => Assert.False(call.IsCompleted));
        }

        var results = (await Task.WhenAll(calls)).SelectMany(result => result).ToList();

        Assert.Equal(
            Enumerable.Range(1, results.Count).Select(i => head + i), results.Select(result => result.Position));
        Assert.DoesNotContain(results, result => result.IsDuplicate);
        Assert.Equal(results.Select(result => result.EventId), await IdsAfterAsync(log, head));
        Assert.False((await log.AppendAsync([View("refused-0")]))[0].IsDuplicate);
    }

    [SkippableFact]
    public async Task AppendBulkAsync_DatabaseStandsStill_WaitsWithItsBatchInsteadOfFailing()
    {
        var log = (await fixture.OpenAsync()).Log;
        var head = (await log.AppendAsync([View("bulk-first")]))[0].Position;
        List<Task> calls;
        Task<BulkAppendResult> bulk;
        await using (await HoldLogAsync())
        {
            calls = [.. Enumerable.Range(100, 1 + MostCalls).Select(number => log.AppendAsync(RowsOf(number)))];
            bulk = log.AppendBulkAsync(Stream(Views("bulk-", 10)));
        }

        await Task.WhenAll(calls);

        Assert.Equal(10, (await bulk).Appended);
        Assert.Equal(head + ((1 + MostCalls) * PerCall) + 10, await log.GetHeadAsync());
    }

    /// <summary>Holds, until disposed, the lock that writers of the log wait for, from another connection.</summary>
    private protected abstract Task<IAsyncDisposable> HoldLogAsync();

    private static Interaction[] RowsOf(int number) => Views($"still-{number}-", PerCall, $"caller-{number % Callers}");

    private static async Task AssertRefusedAsync(Task append)
    {
        Assert.True(append.IsCompleted, "It waits, though as much waits as may.");
        var refusal = await Assert.ThrowsAsync<AyniException>(() => append);
        Assert.Equal(ErrorCodes.Overloaded, refusal.Code);
    }

    private static async Task<List<string>> IdsAfterAsync(IInteractionLog log, long position)
    {
        const int PageSize = 20_000;
        var ids = new List<string>();
        IReadOnlyList<LoggedInteraction> page;
        do
        {
            page = await log.ReadAsync(position, PageSize);
            ids.AddRange(page.Select(row => row.Interaction.EventId));
            position = page.Count == 0 ? position : page[^1].Position;
        }
        while (page.Count == PageSize);
        return ids;
    }
}
