using System.Data.Common;
using Ayni.Domain.Auditing;

namespace Ayni.Storage.Tests.Auditing;

/// <summary>What <see cref="IAuditTrail"/> promises, whichever database keeps it.</summary>
public abstract class AuditTrailContract(StorageFixture fixture)
{
    private const int Writers = 4;
    private const int ActsAWriter = 25;

    /// <summary>Statements that would change what was written.</summary>
    protected abstract string[] Forgeries { get; }

    /// <summary>Statements by which the owner of the database takes the guards away.</summary>
    protected abstract string[] LiftGuards { get; }

    [SkippableFact]
    public async Task BeginAsync_ThenAnotherProcess_FindsTheActWithoutAnEnd()
    {
        var trail = (await fixture.OpenAsync()).Audit;
        var act = new AuditedAct
        {
            Act = AuditActs.ModelActivate,
            Actor = "erp 🛒",
            Address = "2001:db8::1",
            Target = "v-begin",
            TraceId = "0af7651916cd43dd8448eb211c80319c",
        };

        var number = await trail.BeginAsync(act);
        var found = await FindAsync((await fixture.OpenAsync()).Audit, number);

        Assert.Equal(
            new AuditEntry
            {
                Number = number,
                At = fixture.Clock.GetUtcNow(),
                Act = act.Act,
                Actor = act.Actor,
                Address = act.Address,
                Target = act.Target,
                TraceId = act.TraceId,
                Outcome = AuditOutcome.Unknown,
            },
            found);
    }

    [SkippableTheory]
    [InlineData(AuditOutcome.Done, null, "run-1")]
    [InlineData(AuditOutcome.Refused, "not_found", null)]
    [InlineData(AuditOutcome.Failed, "internal", null)]
    public async Task EndAsync_AnAct_IsToldWithIt(AuditOutcome outcome, string? code, string? result)
    {
        var trail = (await fixture.OpenAsync()).Audit;
        var number = await trail.BeginAsync(Act("ending"));

        await trail.EndAsync(number, new AuditEnd(outcome, code, result));

        var found = await FindAsync(trail, number);
        Assert.Equal((outcome, code, result), (found.Outcome, found.Code, found.Result));
        Assert.Equal(fixture.Clock.GetUtcNow(), found.EndedAt);
        await Assert.ThrowsAnyAsync<DbException>(
            () => trail.EndAsync(number, new AuditEnd(AuditOutcome.Done)));
        Assert.Equal(found, await FindAsync(trail, number));
    }

    [SkippableFact]
    public async Task UserId_OfAShopper_IsKeptAsAKeyedHashAlone()
    {
        var stores = await fixture.OpenAsync();
        var number = await stores.Audit.BeginAsync(
            new AuditedAct { Act = AuditActs.UserMerge, Actor = "erp", UserId = "maría@shop.example" });
        await stores.Audit.EndAsync(number, new AuditEnd(AuditOutcome.Done, UserId: "guest-77"));

        var found = await FindAsync(stores.Audit, number);

        Assert.Matches("^user:[0-9a-f]{64}$", found.Target);
        Assert.Equal(await stores.Audit.NameOfUserAsync("maría@shop.example"), found.Target);
        Assert.Equal(await (await fixture.OpenAsync()).Audit.NameOfUserAsync("guest-77"), found.Result);
        foreach (var id in new[] { "maría@shop.example", "guest-77" })
            Assert.Equal([number], await NumbersAsync(stores.Audit, new AuditQuery { UserId = id }));
        Assert.Empty(await NumbersAsync(stores.Audit, new AuditQuery { UserId = "another" }));
    }

    [SkippableFact]
    public async Task ReadAsync_Filters_TakeWhatTheyName()
    {
        var trail = (await fixture.OpenAsync()).Audit;
        var actor = $"filters-{Guid.NewGuid():N}";
        var first = await trail.BeginAsync(Act(actor) with { Target = "a" });
        fixture.Clock.Advance(TimeSpan.FromHours(1));
        var second = await trail.BeginAsync(Act(actor) with { Act = AuditActs.BlockedPut, Target = "b" });
        var noon = fixture.Clock.GetUtcNow();
        await trail.EndAsync(second, new AuditEnd(AuditOutcome.Done));

        var of = new AuditQuery { Actor = actor };

        Assert.Equal([second, first], await NumbersAsync(trail, of));
        Assert.Equal([second], await NumbersAsync(trail, of, limit: 1));
        Assert.Equal([first], await NumbersAsync(trail, of with { Before = second }));
        Assert.Equal([second], await NumbersAsync(trail, of with { Act = AuditActs.BlockedPut }));
        Assert.Equal([first], await NumbersAsync(trail, of with { Target = "a" }));
        Assert.Equal([first], await NumbersAsync(trail, of with { Outcome = AuditOutcome.Unknown }));
        Assert.Equal([second], await NumbersAsync(trail, of with { Outcome = AuditOutcome.Done }));
        Assert.Equal([second], await NumbersAsync(trail, of with { From = noon }));
        Assert.Equal([first], await NumbersAsync(trail, of with { To = noon }));
    }

    [SkippableFact]
    public async Task BeginAsync_LongTextOrOneThatCannotBeStored_IsKeptAsFarAsItCan()
    {
        var trail = (await fixture.OpenAsync()).Audit;

        var number = await trail.BeginAsync(Act("a\0b") with { Target = new string('x', 300) });

        var found = await FindAsync(trail, number);
        Assert.Equal(@"a\u0000b", found.Actor);
        Assert.Equal(AuditedAct.MaxTextLength, found.Target!.Length);
    }

    [SkippableFact]
    public async Task ManyWriters_OfSeveralProcesses_MakeOneChain()
    {
        AyniStorage[] stores = [await fixture.OpenAsync(), await fixture.OpenAsync()];
        var before = await stores[0].Audit.VerifyAsync();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var i = 0; i < ActsAWriter; i++)
            {
                var trail = stores[writer % 2].Audit;
                await trail.EndAsync(
                    await trail.BeginAsync(Act($"writer-{writer}")), new AuditEnd(AuditOutcome.Done));
            }
        }));

        var after = await stores[1].Audit.VerifyAsync();
        Assert.Null(after.Problem);
        Assert.Equal(before.Rows + (2 * Writers * ActsAWriter), after.Rows);
        Assert.Equal(after.Rows, after.HeadNumber);
        Assert.NotEqual(before.HeadHash, after.HeadHash);
    }

    [SkippableFact]
    public async Task Database_AskedToChangeARow_Refuses()
    {
        var stores = await fixture.OpenAsync();
        await stores.Audit.BeginAsync(Act("guarded"));

        foreach (var forgery in Forgeries)
        {
            var error = await Assert.ThrowsAnyAsync<DbException>(
                () => stores.Database.WriteAsync(connection => connection.ExecuteAsync(forgery), default));
            Assert.Contains("only added to", error.Message, StringComparison.Ordinal);
        }

        Assert.Null((await stores.Audit.VerifyAsync()).Problem);
    }

    [SkippableTheory]
    [InlineData("UPDATE audit SET actor = 'somebody else' WHERE number = 2", 2L, "not what was written")]
    [InlineData("UPDATE audit SET at_ms = at_ms + 1 WHERE number = 3", 3L, "not what was written")]
    [InlineData("DELETE FROM audit WHERE number = 2", 2L, "missing")]
    [InlineData("DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)", null, "missing")]
    public async Task VerifyAsync_ForgedByTheOwnerOfTheDatabase_NamesTheRow(
        string forgery, long? brokenAt, string problem)
    {
        // A database of its own: what is forged stays so.
        var own = Activator.CreateInstance(fixture.GetType()) as StorageFixture;
        await own!.InitializeAsync();
        try
        {
            var stores = await own.OpenAsync();
            for (var i = 0; i < 4; i++)
                await stores.Audit.BeginAsync(Act("forged"));
            foreach (var sql in (string[])[.. LiftGuards, forgery])
                await stores.Database.WriteAsync(connection => connection.ExecuteAsync(sql), default);

            var verdict = await stores.Audit.VerifyAsync();

            Assert.Equal(brokenAt ?? 4, verdict.BrokenAt);
            Assert.Contains(problem, verdict.Problem!, StringComparison.Ordinal);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private static AuditedAct Act(string actor) => new() { Act = AuditActs.ScenarioPut, Actor = actor };

    private static async Task<AuditEntry> FindAsync(IAuditTrail trail, long number) =>
        (await trail.ReadAsync(new AuditQuery { Before = number + 1 }, 1)).Single();

    private static async Task<IEnumerable<long>> NumbersAsync(IAuditTrail trail, AuditQuery query, int limit = 100) =>
        (await trail.ReadAsync(query, limit)).Select(entry => entry.Number);
}
